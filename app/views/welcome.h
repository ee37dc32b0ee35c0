// The start page: what can be done here, an example picture, and where one was.
#pragma once

#include "app/look/look.h"

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace faultline {

/// A program or saved run opened before.
struct RecentFile {
    QString path;
    QString kind; ///< "program", "saved run"
    QString when; ///< "yesterday"
};

/// A big button with an icon, a title, a line of explanation and its key.
class WelcomeAction : public QPushButton {
    Q_OBJECT
public:
    enum class Icon { Program, Shipped, Saved };
    WelcomeAction(Icon icon, QString title, QString line, int key, bool now, QWidget* parent);
    void setLook(const Look& look);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintIcon(QPainter& painter, const QRectF& at, const QColor& ink) const;

    Icon icon_;
    QString title_, line_;
    int key_;
    bool now_;
    Look look_;
};

/// The picture at the right: a store to a private page.
class WelcomePicture : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePicture(QWidget* parent = nullptr);
    void setLook(const Look& look);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void column(QPainter& painter, int number, double left, double width) const;
    Look look_;
};

class WelcomeView : public QWidget {
    Q_OBJECT
public:
    explicit WelcomeView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setRecent(const std::vector<RecentFile>& recent);

Q_SIGNALS:
    void openProgram();
    void openShipped();
    void openSaved();
    void openRecent(const QString& path);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Look look_;
    QLabel* name_;
    QLabel* line_;
    QLabel* caption_;
    QLabel* recentHead_;
    std::vector<WelcomeAction*> actions_;
    WelcomePicture* picture_;
    QWidget* recentRows_;
    QVBoxLayout* recentLayout_;
};

} // namespace faultline
