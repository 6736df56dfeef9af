"""The figures that Link PACER promises, measured as ratios to something else in the same run.

Nothing here is needed to run the app. Milliseconds differ from machine to machine and from minute to minute; what is
compared runs in turns, round by round, and the median of the rounds' ratios is given with its range.
"""
