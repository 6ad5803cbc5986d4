"""The fourth floor: files for others. Grades for a teacher's gradebook, and marks as web annotations."""
