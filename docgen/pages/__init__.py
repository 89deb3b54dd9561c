"""The letter laid out: each line's text, place, font and size in mm; preview, PDF and print paint the same pages."""
