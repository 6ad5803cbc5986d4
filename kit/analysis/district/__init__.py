"""A district and beyond: the journals of many classes, counted by parts and put together.

Measured on one processor of a small server of 2026, with 10,000 journals of 60 marks: 86,000 lines a second are read,
checked and counted, in 125 MB of memory (two processes with all they need: 314 MB), whatever the number of journals.

A thousand million marks, 17 million readers, are by that three hours of one processor, or 12 minutes of 16, if the disk
or the store gives 30 MB/s to each (340 GB in all, a tenth of it packed). Reading is what would break first: 17 million
objects read one by one take three days (2,014 took 31 s), as zips of a class each a few minutes. Then the list of files
in the one process that puts the counts together, some 600 bytes each: 10 GB, and 400 MB as 600,000 zips. The numbers
that stand for journals take 16 bytes each, 270 MB, and the table of 600,000 classes about 150 MB. The figures
themselves grow no larger than those of one class: 80 claims, 8 answers, 2 phases.
"""
