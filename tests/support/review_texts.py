"""A news article with brackets, roles, joint speakers and scare quotes."""

from pathlib import Path

TITLE = "HeatNet: how a village’s shared boilers upset the energy market"
TEXT = (Path(__file__).parents[1] / "data").joinpath("heatnet.txt").read_text("utf-8")
