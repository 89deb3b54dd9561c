"""The main window: menus, start, single instance, errors."""
