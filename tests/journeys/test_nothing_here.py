"""Is the page for what is not there a page like the others?"""


def test_a_wrong_address_gives_a_page_without_accessibility_faults(page, axe, screenshot):
    answer = page.goto("/findes/ikke/")
    assert answer.status == 404
    screenshot(page, "nothing-here")
    axe(page)
