"""The window of the register (发文登记簿): a page that is imported when it is opened, never before the first paint."""
