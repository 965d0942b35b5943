"""Checks a page with axe-core, in light and dark colours."""

from axe_playwright_python.sync_playwright import Axe

#: The script of axe-core, which is loaded into a page to check it.
AXE = Axe().axe_script
CONTRAST = "color-contrast"
# Contrast takes axe three quarters of its time, and depends on the colours, the size of
# the letters and what is after them. So one element of each kind is checked, and no
# kind that passed on an earlier page. Text that something else covers is undecided for
# axe, never a violation.
KINDS = """() => {
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
    return kinds
}"""
# Rules that load stylesheets and media again never report violations. Rules that passed
# take long to send.
RUN = """async (context, rules) => {
    const options = {...rules, resultTypes: ["violations"], preload: false}
    return (await axe.run(context, options)).violations
}"""
OTHER_RULES = f"""async () => {{
    document.getAnimations().forEach((each) => each.finish())
    return ({RUN})(document, {{rules: {{"{CONTRAST}": {{enabled: false}}}}}})
}}"""
CONTRAST_OF_NEW_KINDS = f"""async (passed) => {{
    document.getAnimations().forEach((each) => each.finish())
    const kinds = ({KINDS})()
    passed.forEach((kind) => kinds.delete(kind))
    if (!kinds.size) return [[], []]
    const rules = {{runOnly: ["{CONTRAST}"]}}
    return [[...kinds.keys()], await ({RUN})({{include: [...kinds.values()]}}, rules)]
}}"""
#: The kinds of elements that a page had without a violation of contrast.
passed = set()


def violations(page):
    """Return axe's violations on a page in light and in dark colours, as it reports.

    In dark colours only contrast differs, so the page is not loaded again.
    """
    page.emulate_media(color_scheme="light")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(OTHER_RULES)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        kinds, low = page.evaluate(CONTRAST_OF_NEW_KINDS, [*passed])
        found += low
        if not low:
            passed.update(kinds)
    page.emulate_media(color_scheme="light")
    return found
