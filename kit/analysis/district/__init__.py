"""A district and beyond: the journals of many classes, counted by parts and put together.

What a part costs was measured on 20,000 journals of 60 marks (one in sixteen damaged), one processor of a small server
of 2026: about 90,000 lines a second of reading, checking and counting, 20 kB a journal, 8 bytes to a journal in the
memory of the process that puts the counts together.

A thousand million marks, 17 million readers, are then three hours of one processor, or 12 minutes of 16, if the disk or
the store gives 30 MB/s to each (350 GB in all, a tenth of it packed). Reading is what breaks first: 17 million objects
read one by one take three days, as zips of a class each a few minutes. Then the list of files, some 500 bytes each in
one process, takes 8 GB, and as 600,000 zips 300 MB. The journals' numbers take 140 MB, the table of 600,000 classes
150 MB. The figures themselves are those of one class: 75 claims, 8 answers, 2 phases.
"""
