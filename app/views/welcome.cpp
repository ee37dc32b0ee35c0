#include "app/views/welcome.h"

#include "app/look/cell.h"
#include "app/look/marks.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace faultline {

WelcomeAction::WelcomeAction(Icon icon, QString title, QString line, int key, bool now, QWidget* parent)
    : QPushButton(parent), icon_(icon), title_(std::move(title)), line_(std::move(line)), key_(key), now_(now) {
    setAccessibleName(title_);
    setAccessibleDescription(line_);
    setCursor(Qt::PointingHandCursor);
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void WelcomeAction::setLook(const Look& look) {
    look_ = look;
    setFixedHeight(static_cast<int>(look.px(76)));
    update();
}

QSize WelcomeAction::sizeHint() const {
    return {static_cast<int>(look_.px(520)), static_cast<int>(look_.px(76))};
}

void WelcomeAction::paintIcon(QPainter& painter, const QRectF& at, const QColor& ink) const {
    painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    const double x = at.left(), y = at.top(), w = at.width(), h = at.height();
    if (icon_ == Icon::Program) {
        QPainterPath page(QPointF(x + w * 0.15, y));
        page.lineTo(x + w * 0.6, y);
        page.lineTo(x + w * 0.85, y + h * 0.28);
        page.lineTo(x + w * 0.85, y + h);
        page.lineTo(x + w * 0.15, y + h);
        page.closeSubpath();
        painter.drawPath(page);
    } else if (icon_ == Icon::Shipped) {
        painter.drawRect(at.adjusted(1, 2, -1, -2));
        painter.drawLine(QPointF(at.center().x(), y + 2), QPointF(at.center().x(), y + h - 2));
        painter.drawLine(QPointF(x + 1, at.center().y()), QPointF(x + w - 1, at.center().y()));
    } else {
        painter.drawEllipse(at.center(), w * 0.46, w * 0.46);
        painter.drawLine(at.center(), at.center() - QPointF(0, h * 0.28));
        painter.drawLine(at.center(), at.center() + QPointF(w * 0.22, 0));
    }
}

void WelcomeAction::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = look_.theme;
    const QRectF at = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
    const QColor ink = now_ ? theme.nowInk : theme.ink;
    painter.setPen(now_ ? QPen(Qt::NoPen) : QPen(underMouse() ? theme.ink : theme.line2, 1));
    painter.setBrush(now_ ? theme.now : theme.raised);
    painter.drawRoundedRect(at, 6, 6);
    if (hasFocus()) {
        painter.setPen(QPen(theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    }
    const double pad = look_.px(24), size = look_.px(22);
    paintIcon(painter, QRectF(pad, at.center().y() - size / 2, size, size), ink);
    const double left = pad + size + look_.px(22);
    painter.setFont(look_.type.machineName);
    painter.setPen(ink);
    painter.drawText(QRectF(left, at.top() + look_.px(12), at.width(), look_.px(24)), Qt::AlignVCenter, title_);
    painter.setFont(look_.type.body);
    painter.setPen(now_ ? theme.nowInk : theme.ink2);
    painter.drawText(QRectF(left, at.top() + look_.px(36), at.right() - left - look_.px(56), look_.px(22)),
                     Qt::AlignVCenter, elided(look_.type.body, line_, at.right() - left - look_.px(56)));
    const QRectF key(at.right() - look_.px(46), at.center().y() - look_.px(10), look_.px(22), look_.px(20));
    painter.setPen(QPen(now_ ? theme.nowInk : theme.line2, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(key, 3, 3);
    painter.setPen(now_ ? theme.nowInk : theme.ink2);
    painter.drawText(key, Qt::AlignCenter, QString::number(key_));
}

WelcomePicture::WelcomePicture(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("A store to a private page: the kernel copies the page first. The file keeps its word."));
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void WelcomePicture::setLook(const Look& look) {
    look_ = look;
    setFixedHeight(static_cast<int>(look.px(250)));
    update();
}

void WelcomePicture::column(QPainter& painter, int number, double left, double width) const {
    const double top = look_.px(34), pitch = look_.px(54), height = look_.px(44);
    const QString heads[] = {tr("Your program"), tr("Memory"), tr("Its file")};
    const QString texts[3][4] = {
        {QStringLiteral("p"), QStringLiteral("p + 4096"), QStringLiteral("p + 8192"), {}},
        {QStringLiteral("Once"), QStringLiteral("book"), QStringLiteral("end."), QStringLiteral("cook")},
        {QStringLiteral("Once"), QStringLiteral("book"), QStringLiteral("end."), {}}};
    painter.setFont(look_.type.strong);
    painter.setPen(look_.theme.ink2);
    painter.drawText(QRectF(left, 0, width * 2, look_.px(24)), Qt::AlignVCenter, heads[number]);
    for (int row = 0; row < 4; ++row) {
        if (texts[number][row].isEmpty())
            continue;
        const QRectF at(left, top + pitch * row, width, height);
        const bool copy = (number == 0 && row == 1) || (number == 1 && row == 3);
        if (number == 2) {
            PlainCellLook cell;
            cell.text = texts[number][row];
            paintPlainCell(painter, at, look_, cell);
            continue;
        }
        CellLook cell;
        cell.state = copy ? PageState::Copy : PageState::File;
        cell.text = texts[number][row];
        cell.letter = letterOf(cell.state);
        cell.touched = copy;
        paintCell(painter, at, look_, cell);
    }
}

void WelcomePicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double unit = std::min(1.0, (width() - 16) / look_.px(520));
    const double first = look_.px(140) * unit, gap = look_.px(68) * unit, second = look_.px(150) * unit,
                 last = look_.px(94) * unit;
    const double x0 = 8, x1 = x0 + first + gap, x2 = x1 + second + gap;
    const double top = look_.px(34), pitch = look_.px(54), height = look_.px(44);
    const auto middle = [&](int row) { return top + pitch * row + height / 2; };
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.theme.marker);
    painter.drawRoundedRect(QRectF(x0 - 6, middle(1) - height / 2 - 5, first + 12, height + 10), 7, 7);
    painter.drawRoundedRect(QRectF(x1 - 6, middle(3) - height / 2 - 5, second + 12, height + 10), 7, 7);
    QPainterPath path(QPointF(x0 + first, middle(1)));
    path.cubicTo(x0 + first + gap * 0.6, middle(1), x1 - gap * 0.6, middle(3), x1, middle(3));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look_.theme.marker, height + 10, Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(path);
    painter.setPen(QPen(look_.theme.line2, 1.1));
    for (const int row : {0, 2})
        painter.drawLine(QPointF(x0 + first, middle(row)), QPointF(x1, middle(row)));
    for (const int row : {0, 1, 2})
        painter.drawLine(QPointF(x1 + second, middle(row)), QPointF(x2, middle(row)));
    QPen dashed(look_.theme.ink2, 1.2);
    dashed.setDashPattern({4, 3});
    painter.setPen(dashed);
    painter.drawLine(QPointF(x0 + first, middle(1)), QPointF(x1, middle(1)));
    column(painter, 0, x0, first);
    column(painter, 1, x1, second);
    column(painter, 2, x2, last);
    painter.setPen(QPen(look_.theme.ink, 2.2, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    paintArrowhead(painter, QPointF(x1, middle(3)), 0, look_.px(9), look_.theme.ink);
    const double turn = x1 + second + gap * 0.45;
    QPainterPath copied(QPointF(x1 + second, middle(1) + 9));
    copied.lineTo(turn, middle(1) + 9);
    copied.lineTo(turn, middle(3));
    copied.lineTo(x1 + second + 6, middle(3));
    painter.setPen(QPen(look_.theme.ink2, 1.6, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPath(copied);
    paintArrowhead(painter, QPointF(x1 + second, middle(3)), 180, look_.px(8), look_.theme.ink2);
}

WelcomeView::WelcomeView(QWidget* parent)
    : QWidget(parent), name_(new QLabel(QStringLiteral("Faultline"), this)),
      line_(new QLabel(tr("Watch memory come into being, page by page,\nand see your own kernel confirm it."), this)),
      caption_(new QLabel(tr("A store to a private page: the kernel copies the page first. The file keeps its word."),
                          this)),
      recentHead_(new QLabel(tr("Go on where you were"), this)), picture_(new WelcomePicture(this)),
      recentRows_(new QWidget(this)), recentLayout_(new QVBoxLayout(recentRows_)) {
    setObjectName(QStringLiteral("welcome"));
    setFocusPolicy(Qt::StrongFocus);
    using Icon = WelcomeAction::Icon;
    actions_ = {new WelcomeAction(Icon::Shipped, tr("Step through an example"),
                                  tr("Programs of ours, each about one thing. Nothing to set up."), 1, true, this),
                new WelcomeAction(Icon::Program, tr("Open a program"), tr("Step through a C program of your own."), 2,
                                  false, this),
                new WelcomeAction(Icon::Saved, tr("Open a saved run"),
                                  tr("All of its steps, also from another computer."), 3, false, this)};
    connect(actions_[0], &QPushButton::clicked, this, &WelcomeView::openShipped);
    connect(actions_[1], &QPushButton::clicked, this, &WelcomeView::openProgram);
    connect(actions_[2], &QPushButton::clicked, this, &WelcomeView::openSaved);
    auto* left = new QVBoxLayout;
    left->addWidget(name_);
    left->addWidget(line_);
    left->addSpacing(28);
    for (WelcomeAction* action : actions_) {
        left->addWidget(action);
        left->addSpacing(8);
    }
    left->addStretch(1);
    caption_->setWordWrap(true);
    recentLayout_->setContentsMargins(0, 0, 0, 0);
    recentLayout_->setSpacing(0);
    auto* right = new QVBoxLayout;
    right->addSpacing(24);
    right->addWidget(picture_);
    right->addWidget(caption_);
    right->addSpacing(36);
    right->addWidget(recentHead_);
    right->addWidget(recentRows_);
    right->addStretch(1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(72, 56, 72, 40);
    layout->addStretch(1);
    layout->addLayout(left, 1000);
    layout->addSpacing(72);
    layout->addLayout(right, 1000);
    layout->addStretch(1);
}

void WelcomeView::setLook(const Look& look) {
    look_ = look;
    const auto colour = [](QLabel* label, const QColor& ink, const QFont& font) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, ink);
        label->setPalette(palette);
        label->setFont(font);
    };
    // A projector's letters need the room of the margins.
    layout()->setContentsMargins(look.type.unit < 1.4 ? QMargins(72, 56, 72, 40) : QMargins(40, 16, 40, 12));
    QFont larger = look.type.body;
    larger.setPointSizeF(larger.pointSizeF() * 1.2);
    colour(name_, look.theme.ink, look.type.welcome);
    colour(line_, look.theme.ink2, larger);
    colour(caption_, look.theme.ink2, look.type.body);
    colour(recentHead_, look.theme.ink, look.type.strong);
    // Both columns are equally wide, and wider than they need only up to a point.
    const int widest = static_cast<int>(look.px(600));
    for (WelcomeAction* action : actions_) {
        action->setLook(look);
        action->setMaximumWidth(widest);
    }
    for (QWidget* each : std::initializer_list<QWidget*>{picture_, caption_, recentHead_, recentRows_, name_, line_})
        each->setMaximumWidth(widest);
    picture_->setLook(look);
    update();
}

void WelcomeView::setRecent(const std::vector<RecentFile>& recent) {
    while (QLayoutItem* item = recentLayout_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    recentHead_->setVisible(!recent.empty());
    for (const RecentFile& file : recent) {
        auto* row = new QPushButton(recentRows_);
        row->setProperty("role", QStringLiteral("recent"));
        auto* name = new QLabel(QFileInfo(file.path).fileName(), row);
        auto* kind = new QLabel(file.kind, row);
        auto* when = new QLabel(file.when, row);
        name->setFont(look_.type.strong);
        auto* columns = new QHBoxLayout(row);
        columns->setContentsMargins(2, 8, 2, 8);
        columns->addWidget(name, 2);
        columns->addWidget(kind, 2);
        columns->addWidget(when, 1, Qt::AlignRight);
        for (QLabel* label : {name, kind, when}) {
            label->setAttribute(Qt::WA_TransparentForMouseEvents);
            label->setTextFormat(Qt::PlainText);
        }
        row->setMinimumHeight(columns->sizeHint().height());
        row->setToolTip(file.path);
        row->setAccessibleName(tr("Open %1, %2").arg(file.path, file.kind));
        row->setCursor(Qt::PointingHandCursor);
        connect(row, &QPushButton::clicked, this, [this, path = file.path] { Q_EMIT openRecent(path); });
        recentLayout_->addWidget(row);
    }
}

void WelcomeView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key() - Qt::Key_1;
    if (key >= 0 && key < static_cast<int>(actions_.size()))
        actions_[static_cast<std::size_t>(key)]->click();
    else
        QWidget::keyPressEvent(event);
}

void WelcomeView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), look_.theme.paper);
}

} // namespace faultline
