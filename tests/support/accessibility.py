"""Checks a page with axe-core, in light and dark colours."""

from axe_playwright_python.sync_playwright import Axe

#: The script of axe-core, which is loaded into a page to check it.
AXE = Axe().axe_script
CONTRAST = "color-contrast"
# Contrast takes axe three quarters of its time, and depends on the colours, the size of
# the letters and what is behind them. So one element of each kind is checked. Text that
# something else covers is undecided for axe, never a violation.
ONE_OF_EACH_KIND = """() => {
    const behind = new Map([[null, ""]])
    const backgrounds = (element) => {
        if (!behind.has(element)) {
            const style = getComputedStyle(element)
            const own = [
                style.backgroundColor, style.backgroundImage, style.opacity,
                style.filter, style.mixBlendMode, style.position,
            ].join(" ")
            const others = backgrounds(element.parentElement)
            const plain = own === "rgba(0, 0, 0, 0) none 1 none normal static"
            behind.set(element, plain ? others : others + " > " + own)
        }
        return behind.get(element)
    }
    const hasText = (element) =>
        element.matches("input, select, textarea") ||
        [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    const kinds = new Map()
    for (const element of document.body.querySelectorAll("*")) {
        if (!hasText(element) || !element.checkVisibility()) continue
        const style = getComputedStyle(element)
        const kind = [
            element.localName, element.className, style.color, style.fontSize,
            style.fontWeight, style.textShadow, backgrounds(element),
        ].join(" | ")
        if (!kinds.has(kind)) kinds.set(kind, element)
    }
    return [...kinds.values()]
}"""
# Rules that load stylesheets and media again never report violations. Rules that passed
# take long to send.
RUN = f"""async ({{one_of_each_kind, ...rules}}) => {{
    document.getAnimations().forEach((each) => each.finish())
    const context = one_of_each_kind ? {{include: ({ONE_OF_EACH_KIND})()}} : document
    const options = {{...rules, resultTypes: ["violations"], preload: false}}
    return (await axe.run(context, options)).violations
}}"""


def violations(page):
    """Return axe's violations on a page in light and in dark colours, as it reports.

    In dark colours only contrast differs, so the page is not loaded again.
    """
    page.emulate_media(color_scheme="light")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, {"rules": {CONTRAST: {"enabled": False}}})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(RUN, {"runOnly": [CONTRAST], "one_of_each_kind": True})
    page.emulate_media(color_scheme="light")
    return found
