"""Words of students in a notebook of JupyterLab: letters stay letters, whatever they would mean to MathJax."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Notebook, Server

pytestmark = pytest.mark.browser

HOSTILE = (
    r"It costs $5 and $6, $\href{https://evil.example}{click}$ \(x^2\) $$\rule{1px}{9000px}$$ https://evil.example"
)
CELL = f"""
import pandas as pd, kit
from kit.analysis.plain_table import plain_table
reasons = [{HOSTILE!r}, "long " * 3000, "w" * 3000, "Z" + chr(0x301) * 900, chr(10) * 500]
table = pd.DataFrame({{"reason": reasons, "n": 1}})
"""
SHOWN = ["plain_table(table)", "kit.bar_chart(pd.Series({reasons[0]: 2, '$5 and $6': 1}), '$1 and $2')"]
PANDAS = [
    "kit.sample_annotations(kit.open_lesson('warm-up')).head(1).assign(text=reasons[0])[['text']]",
    "pd.set_option('display.html.use_mathjax', True)\ntable.head(1)",
]


def test_letters_are_letters(open_notebook: Callable[..., Notebook], lab: Server) -> None:
    """Prices, formulas, links and boxes are shown as they were typed, and no row is higher than a hand.

    The kit's own tables, its charts, and those of pandas once the kit is there. One of pandas as it is without the kit
    shows that MathJax was there and would have acted.
    """
    notebook = open_notebook(lab.write("letters.ipynb", CELL, *SHOWN, *PANDAS))
    notebook.run_all()
    outputs = notebook.page.locator(".jp-RenderedHTML")
    expect(outputs).to_have_count(4)
    expect(outputs.nth(3).locator("mjx-container").first).to_be_attached()
    assert outputs.nth(2).locator("mjx-container").count() == 0
    assert "$5 and $6" in outputs.nth(2).inner_text()
    ours = outputs.nth(0)
    assert notebook.page.locator(".mathjax_ignore mjx-container").count() == 0
    expect(ours.locator("td").first).to_have_text(HOSTILE)
    assert ours.locator("a").count() == 0
    heights = ours.locator("tbody tr").evaluate_all("(rows) => rows.map((row) => row.offsetHeight)")
    assert len(heights) == 5
    assert max(heights) <= 200
    assert ours.locator("table").evaluate("(table) => table.offsetWidth") <= 900
    assert "$5 and $6" in outputs.nth(1).inner_text()
