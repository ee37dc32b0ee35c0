// What the system wants windows to look like, and when it changes its mind.
#pragma once

#include <QObject>
#include <QVariant>

#include <optional>

class QDBusVariant;

namespace faultline {

/// The desktop portal's settings where a desktop has one (org.freedesktop.appearance), else the palette that the
/// platform gives Qt: 6.4 has no colour scheme to ask for.
class SystemTheme : public QObject {
    Q_OBJECT
public:
    explicit SystemTheme(QObject* parent = nullptr);
    bool dark() const;
    bool highContrast() const { return contrast_.value_or(0) == 1; }
    /// The platform's palette may be another one now.
    void paletteChanged();
    /// As the portal would say it: "color-scheme" 0 no preference, 1 dark, 2 light; "contrast" 1 high.
    void setSetting(const QString& key, const QVariant& value);

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    std::optional<uint> scheme_, contrast_;
    bool paletteDark_ = false;
};

} // namespace faultline
