"""The second floor: a reader's marks, the journal that never loses one, and the table that pandas makes of them."""
