"""Why the system refused something, in the clerk's words: its own are in another language on many machines."""

import errno

from letter.messages import Message, message

_REASONS = {
    errno.EACCES: message("没有权限"),
    errno.EPERM: message("没有权限"),
    errno.ENOENT: message("文件不在了"),
    errno.EBUSY: message("正被别的程序占用"),
    errno.ETXTBSY: message("正被别的程序占用"),
    errno.EIO: message("磁盘读写出错"),
    errno.EMFILE: message("打开的文件太多"),
    errno.ENFILE: message("打开的文件太多"),
    errno.ENAMETOOLONG: message("名字太长"),
    errno.ENOTDIR: message("路径中有一段不是文件夹"),
    errno.ELOOP: message("链接绕成了圈"),
    errno.EROFS: message("磁盘是只读的"),
    errno.ENOSPC: message("磁盘已满"),
    errno.ETIMEDOUT: message("网络没有回应"),
    errno.ENETUNREACH: message("网络不通"),
    errno.EHOSTUNREACH: message("网络不通"),
}


def reason_of(error: OSError | ValueError) -> Message:
    """Return the reason of a refusal, or its number when it is a rare one."""
    if isinstance(error, ValueError):
        return message("名字不合规则")
    return _REASONS.get(error.errno or 0) or message("系统错误 {number}", number=error.errno or 0)
