"""Makes the pictures of docs/images from a running site with the demo data.

    python -m tests.support.screenshots http://127.0.0.1:8000 CHROMIUM EDITOR PASSWORD

CHROMIUM is the path of a browser. The review is of a draft that this pastes: use a
site of your own, and delete the draft afterwards.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.support.review_texts import TEXT, TITLE

FOLDER = Path(__file__).parents[2] / "docs" / "images"
ARGS = ["--no-sandbox", "--disable-gpu"]
COLOURS = 128
WIDE, NARROW, REVIEW = (1180, 820), (900, 860), (1200, 820)
PHONE = (390, 844)


def shoot(page, name):
    """Write the visible part of a page as a PNG with a palette."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    image = image.quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(FOLDER / f"{name}.png", optimize=True)


def visit(page, path, size):
    """Show a page at a size: (width, height)."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path)


def shoot_pages(page):
    """Make the pictures of pages for readers."""
    visit(page, "/quotes/?topic=democracy", WIDE)
    shoot(page, "quotes")
    visit(page, "/quotes/?q=government+people", NARROW)
    shoot(page, "search")
    visit(page, "/speakers/abraham-lincoln/", NARROW)
    shoot(page, "speaker")
    visit(page, "/quotes/?q=export-control", NARROW)
    page.locator(".quotes blockquote a").first.click()
    page.wait_for_url(re.compile(r"/quotes/\d+/"))
    shoot(page, "quote")
    (number,) = re.findall(r"/quotes/(\d+)/", page.url)
    visit(page, f"/quotes/{number}/cite/?style=apa", NARROW)
    shoot(page, "cite")


def shoot_desk(page, user, password):
    """Make the pictures of pages for editors."""
    page.goto("/admin/")
    page.get_by_label("Name").fill(user)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    visit(page, "/admin/two-factor/", (900, 920))
    shoot(page, "second-factor")
    page.goto("/admin/articles/article/?q=DeepSeek")
    change = page.locator("#result_list tbody th a").first.get_attribute("href")
    visit(page, change, NARROW)
    page.locator("#article-quotes").evaluate("element => element.scrollIntoView()")
    shoot(page, "editor")
    page.goto("/admin/articles/article/intake/")
    page.get_by_label("Paste the text").fill(f"# {TITLE}\n\nBy Noor de Wit\n\n{TEXT}")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Save as a draft").click()
    page.locator("li.card.current").wait_for()
    review = page.url
    visit(page, review, PHONE)
    page.keyboard.press("j")
    page.wait_for_timeout(500)
    page.keyboard.press("e")
    speaker = page.locator("li.card.current").get_by_role("combobox", name="Speaker")
    speaker.first.fill("")
    speaker.first.press_sequentially("len")
    page.locator("[role=option]:visible").first.wait_for()
    shoot(page, "review-phone")
    visit(page, review, REVIEW)
    for key in "jaa":
        page.keyboard.press(key)
        page.wait_for_timeout(1000)
    shoot(page, "review")
    visit(page, "/admin/quotes/quote/", REVIEW)
    shoot(page, "list")
    visit(page, "/admin/", (1000, 760))
    shoot(page, "desk")


def main(address, chromium, user, password):
    """Make all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        page = browser.new_page(base_url=address, color_scheme="light")
        shoot_pages(page)
        shoot_desk(page, user, password)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
