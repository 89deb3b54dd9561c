"""The style of large letters: boxes to tick and buttons to choose grow with the words beside them."""

from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

_Metric = QStyle.PixelMetric
_GROWING = (
    _Metric.PM_IndicatorWidth,
    _Metric.PM_IndicatorHeight,
    _Metric.PM_ExclusiveIndicatorWidth,
    _Metric.PM_ExclusiveIndicatorHeight,
)


class ScaledStyle(QProxyStyle):
    """Fusion, with marks in the size of the letters."""

    def __init__(self, percent: int) -> None:
        """Take the size of the letters in percent of the usual one."""
        super().__init__("Fusion")
        self._percent = percent

    def pixelMetric(  # noqa: N802, Qt's name
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Return a measure of the style in pixels."""
        usual = super().pixelMetric(metric, option, widget)
        return usual * self._percent // 100 if metric in _GROWING else usual
