"""Why the system refused something, in the clerk's words: its own are in another language on many machines."""

import errno

from letter.phrases import Phrase, phrase

_REASONS = {
    errno.EACCES: phrase("没有权限"),
    errno.EPERM: phrase("没有权限"),
    errno.ENOENT: phrase("文件不在了"),
    errno.EBUSY: phrase("正被别的程序占用"),
    errno.ETXTBSY: phrase("正被别的程序占用"),
    errno.EIO: phrase("磁盘读写出错"),
    errno.EMFILE: phrase("打开的文件太多"),
    errno.ENFILE: phrase("打开的文件太多"),
    errno.ENAMETOOLONG: phrase("名字太长"),
    errno.ENOTDIR: phrase("路径中有一段不是文件夹"),
    errno.ELOOP: phrase("链接绕成了圈"),
    errno.EROFS: phrase("磁盘是只读的"),
    errno.ENOSPC: phrase("磁盘已满"),
    errno.ETIMEDOUT: phrase("网络没有回应"),
    errno.ENETUNREACH: phrase("网络不通"),
    errno.EHOSTUNREACH: phrase("网络不通"),
}


def reason_of(error: OSError | ValueError) -> Phrase:
    """Return the reason of a refusal, or its number when it is a rare one."""
    if isinstance(error, ValueError):
        return phrase("名字不合规则")
    return _REASONS.get(error.errno or 0) or phrase("系统错误 {number}", number=error.errno or 0)
