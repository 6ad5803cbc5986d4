"""What a saved notebook shows in place of a widget: a copy below it, and nothing in the widget's own place.

Where no widget lives, Jupyter puts an error there, and an export the widget's plain text.
"""

from kit.ui.markup import Markup, element, joined


def in_place_of_widget(copy: Markup, *, copy_class: str, widget_class: str) -> Markup:
    """Return a copy for the output below a widget's, with the rule that hides what stands there without a widget.

    Args:
        copy: what the notebook keeps. Viewers that strip styles show it, too, below a line of text.
        copy_class: the class of an element in the copy.
        widget_class: the class of the widget's element, which is on the page while the widget lives.
    """
    lifeless = f".jp-OutputArea-child:has(+ .jp-OutputArea-child .{copy_class}):not(:has(.{widget_class}))"
    return joined(copy, element("style", f"{lifeless} {{ display: none; }}"))
