#include "app/window/system_theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusReply>
#include <QDBusVariant>
#include <QPalette>

namespace faultline {
namespace {

const char* const service = "org.freedesktop.portal.Desktop";
const char* const path = "/org/freedesktop/portal/desktop";
const char* const interface = "org.freedesktop.portal.Settings";
const char* const appearance = "org.freedesktop.appearance";

bool platformIsDark() {
    // Our own palette hides the platform's: without it, that one shows.
    const QPalette own = QApplication::palette();
    QApplication::setPalette(QPalette());
    const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setPalette(own);
    return dark;
}

} // namespace

SystemTheme::SystemTheme(QObject* parent) : QObject(parent), paletteDark_(platformIsDark()) {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(QLatin1String(service), QLatin1String(path), QLatin1String(interface), QStringLiteral("SettingChanged"),
                this, SLOT(settingChanged(QString, QString, QDBusVariant)));
    constexpr int milliseconds = 250; // a portal that hangs must not keep the window from opening
    for (const char* key : {"color-scheme", "contrast"}) {
        QDBusMessage ask = QDBusMessage::createMethodCall(QLatin1String(service), QLatin1String(path),
                                                          QLatin1String(interface), QStringLiteral("Read"));
        ask << QLatin1String(appearance) << QLatin1String(key);
        const QDBusReply<QDBusVariant> reply = bus.call(ask, QDBus::Block, milliseconds);
        if (!reply.isValid())
            return;
        // Read() wraps the value twice.
        QVariant value = reply.value().variant();
        if (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        setSetting(QLatin1String(key), value);
    }
}

bool SystemTheme::dark() const {
    const uint scheme = scheme_.value_or(0);
    return scheme == 1 || (scheme != 2 && paletteDark_);
}

void SystemTheme::paletteChanged() {
    const bool now = platformIsDark();
    if (now == paletteDark_)
        return;
    paletteDark_ = now;
    Q_EMIT changed();
}

void SystemTheme::setSetting(const QString& key, const QVariant& value) {
    if (key == QStringLiteral("color-scheme"))
        scheme_ = value.toUInt();
    else if (key == QStringLiteral("contrast"))
        contrast_ = value.toUInt();
    else
        return;
    Q_EMIT changed();
}

void SystemTheme::settingChanged(const QString& space, const QString& key, const QDBusVariant& value) {
    if (space == QLatin1String(appearance))
        setSetting(key, value.variant());
}

} // namespace faultline
