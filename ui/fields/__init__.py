"""The inputs of the form: what a text stands for, and the widgets that hold one."""
