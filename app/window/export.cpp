#include "app/window/export.h"

#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace faultline {

bool exportStage(const StageView& stage, const QString& path) {
    const QSizeF size = stage.wholeSize();
    const QString ending = path.section(QLatin1Char('.'), -1).toLower();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QPainter painter;
    if (ending == QStringLiteral("svg")) {
        QSvgGenerator generator;
        generator.setOutputDevice(&file);
        generator.setResolution(96); // that of the fonts' metrics
        generator.setSize(size.toSize());
        generator.setViewBox(QRectF(QPointF(0, 0), size));
        generator.setTitle(QStringLiteral("Faultline"));
        painter.begin(&generator);
        stage.paintWhole(painter, size);
        painter.end();
    } else if (ending == QStringLiteral("pdf")) {
        QPdfWriter writer(&file);
        writer.setResolution(96);
        writer.setPageSize(QPageSize(size * 0.75, QPageSize::Point));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        painter.begin(&writer);
        stage.paintWhole(painter, size);
        painter.end();
    } else {
        QImage image((size * 2).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(2);
        painter.begin(&image);
        stage.paintWhole(painter, size);
        painter.end();
        if (!image.save(&file, "PNG"))
            return false;
    }
    return file.commit();
}

bool exportWidget(QWidget& widget, const QString& path) {
    return widget.grab().save(path, "PNG");
}

} // namespace faultline
