#include "app/window/export.h"

#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace faultline {

bool exportStage(const StagePicture& stage, const QString& path) {
    const QSizeF size = stage.size();
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
        stage.paint(painter);
        painter.end();
    } else if (ending == QStringLiteral("pdf")) {
        QPdfWriter writer(&file);
        writer.setResolution(96);
        writer.setPageSize(QPageSize(size * 0.75, QPageSize::Point));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        painter.begin(&writer);
        stage.paint(painter);
        painter.end();
    } else {
        QImage image((size * 2).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(2);
        painter.begin(&image);
        stage.paint(painter);
        painter.end();
        if (!image.save(&file, "PNG"))
            return false;
    }
    return file.commit();
}

Exported exportTable(const TableText& table, const QString& path, const std::function<bool(std::size_t)>& goesOn) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Exported::Failed;
    constexpr std::size_t some = 1000;
    QByteArray text = csvLine(table.headers).toUtf8();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        text += csvLine(table.rows[row]).toUtf8();
        if (row % some != some - 1)
            continue;
        if (!goesOn(row + 1)) {
            file.cancelWriting();
            return Exported::Stopped;
        }
        if (file.write(text) != text.size())
            return Exported::Failed;
        text.clear();
    }
    return file.write(text) == text.size() && file.commit() ? Exported::Written : Exported::Failed;
}

bool exportWidget(QWidget& widget, const QString& path) {
    return widget.grab().save(path, "PNG");
}

} // namespace faultline
