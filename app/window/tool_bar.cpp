#include "app/window/tool_bar.h"

#include "app/window/icons.h"

#include <QHBoxLayout>
#include <QResizeEvent>
#include <QStyle>

namespace faultline {

ModesBar::ModesBar(QMenu* menu, QWidget* parent)
    : QWidget(parent), menu_(new QToolButton(this)), start_(new QToolButton(this)), program_(new QToolButton(this)),
      differences_(new QToolButton(this)) {
    setObjectName(QStringLiteral("modesBar"));
    setAttribute(Qt::WA_StyledBackground);
    menu_->setMenu(menu);
    menu_->setPopupMode(QToolButton::InstantPopup);
    menu_->setAccessibleName(tr("Menu"));
    menu_->setToolTip(tr("Menu (F2)"));
    menu_->setShortcut(QKeySequence(Qt::Key_F2));
    start_->setText(tr("Start"));
    program_->setText(tr("Program"));
    for (QToolButton* mode : {start_, program_}) {
        mode->setCheckable(true);
        mode->setAutoExclusive(true);
        mode->setAccessibleName(tr("Mode %1").arg(mode->text()));
    }
    program_->hide();
    differences_->setObjectName(QStringLiteral("differences"));
    differences_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 12, 0);
    layout->setSpacing(2);
    layout->addWidget(menu_);
    layout->addWidget(start_);
    layout->addWidget(program_);
    layout->addStretch(1);
    layout->addWidget(differences_);
    connect(differences_, &QToolButton::clicked, this, &ModesBar::differencesWanted);
    connect(start_, &QToolButton::clicked, this, &ModesBar::startPageWanted);
    connect(program_, &QToolButton::clicked, this, &ModesBar::programWanted);
}

void ModesBar::setLook(const Look& look) {
    look_ = look;
    menu_->setIcon(iconOf(IconName::Menu, look, look.theme.ink));
    for (QToolButton* button : {menu_, differences_})
        button->setIconSize(QSizeF(look.px(16), look.px(16)).toSize());
    setDifferences(compared_, count_, 0);
}

void ModesBar::setDifferences(bool compared, std::size_t count, std::size_t here) {
    compared_ = compared;
    count_ = count;
    differences_->setVisible(compared);
    QString text = count == 0   ? tr("No differences")
                   : count == 1 ? tr("1 difference")
                                : tr("%1 differences").arg(count);
    if (here > 0)
        text = here == 1 ? tr("1 difference in this step, %1 in all").arg(count)
                         : tr("%1 differences in this step, %2 in all").arg(here).arg(count);
    differences_->setText(text);
    differences_->setProperty("differs", count > 0);
    differences_->setIcon(count == 0 ? iconOf(IconName::Tick, look_, look_.theme.ink)
                                     : iconOf(IconName::Unequal, look_, look_.theme.difference));
    differences_->style()->unpolish(differences_);
    differences_->style()->polish(differences_);
}

void ModesBar::setProgramShown(bool shown) {
    // Nothing to go to before a program is open.
    program_->setVisible(shown || program_->isVisibleTo(this));
    (shown ? program_ : start_)->setChecked(true);
}

ProgramToolBar::ProgramToolBar(const Actions& actions, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("toolBar"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(4);
    step_ = addButton(actions.step, QStringLiteral("step"));
    addButton(actions.over, {});
    addButton(actions.back, {});
    addButton(actions.run, {});
    addButton(actions.toCursor, {});
    addButton(actions.reset, {});
    layout->addStretch(1);
    sizes_ = addSegments(tr("Step by"), {tr("Statement"), tr("Operation"), tr("Event")}, &sizeLabel_);
    layout->addSpacing(14);
    lanes_ = addSegments(tr("Machine"), {tr("Simulated"), tr("Real"), tr("Both")}, &laneLabel_);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    connect(sizes_, &QButtonGroup::idClicked, this, &ProgramToolBar::stepSizeChanged);
    connect(lanes_, &QButtonGroup::idClicked, this, &ProgramToolBar::lanesChanged);
    setStepSize(StepSize::Operation);
    setLanes(LaneChoice::Both);
}

QToolButton* ProgramToolBar::addButton(QAction* action, const QString& name) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    layout()->addWidget(button);
    buttons_.push_back(button);
    return button;
}

QButtonGroup* ProgramToolBar::addSegments(const QString& caption, const QStringList& names, QLabel** label) {
    *label = new QLabel(caption, this);
    layout()->addWidget(*label);
    auto* holder = new QWidget(this);
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(6, 0, 0, 0);
    row->setSpacing(0);
    auto* group = new QButtonGroup(this);
    for (qsizetype i = 0; i < names.size(); ++i) {
        auto* button = new QToolButton(holder);
        button->setText(names[i]);
        button->setCheckable(true);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(caption, names[i]));
        button->setProperty("segment", i == 0                  ? QStringLiteral("first")
                                       : i + 1 == names.size() ? QStringLiteral("last")
                                                               : QStringLiteral("middle"));
        group->addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    layout()->addWidget(holder);
    return group;
}

void ProgramToolBar::setLook(const Look& look) {
    look_ = look;
    const IconName names[] = {IconName::Step, IconName::StepOver, IconName::Back,
                              IconName::Run,  IconName::ToCursor, IconName::Reset};
    for (std::size_t i = 0; i < buttons_.size(); ++i) {
        buttons_[i]->defaultAction()->setIcon(iconOf(names[i], look, i == 0 ? look.theme.nowInk : look.theme.ink));
        buttons_[i]->setIconSize(QSizeF(look.px(16), look.px(16)).toSize());
    }
    arrange(width());
}

StepSize ProgramToolBar::stepSize() const {
    return static_cast<StepSize>(sizes_->checkedId());
}
void ProgramToolBar::setStepSize(StepSize size) {
    sizes_->button(static_cast<int>(size))->setChecked(true);
}
LaneChoice ProgramToolBar::lanes() const {
    return static_cast<LaneChoice>(lanes_->checkedId());
}
void ProgramToolBar::setLanes(LaneChoice choice) {
    lanes_->button(static_cast<int>(choice))->setChecked(true);
}

void ProgramToolBar::setAvailable(bool simulated, bool real, const QString& whyNot, const QString& aboutReal) {
    lanes_->button(0)->setEnabled(simulated);
    for (const int id : {1, 2}) {
        lanes_->button(id)->setEnabled(real && (id == 1 || simulated));
        lanes_->button(id)->setToolTip(real ? aboutReal : whyNot);
    }
    if (!lanes_->checkedButton()->isEnabled())
        setLanes(simulated ? LaneChoice::Simulated : LaneChoice::Real);
}

QString ProgramToolBar::whyNot(LaneChoice choice) const {
    const QAbstractButton* button = lanes_->button(static_cast<int>(choice));
    return button->isEnabled() ? QString() : button->toolTip();
}

void ProgramToolBar::setStepText(const QString& text) {
    step_->defaultAction()->setIconText(text);
    step_->setAccessibleName(text);
}

QSize ProgramToolBar::minimumSizeHint() const {
    return {static_cast<int>(look_.px(640)), layout()->sizeHint().height()};
}

// As wide as the word is in bold, for it is bold where it is chosen: nothing moves, nothing is cut.
void ProgramToolBar::setDense(bool dense) {
    for (const QButtonGroup* group : {sizes_, lanes_})
        for (QAbstractButton* button : group->buttons())
            button->setMinimumWidth(
                static_cast<int>(widthOf(look_.type.strong, button->text()) + 2 * look_.px(dense ? 6 : 13)));
}

void ProgramToolBar::arrange(int width) {
    const auto set = [this](bool captions, bool words) {
        sizeLabel_->setVisible(captions);
        laneLabel_->setVisible(captions);
        for (std::size_t i = 1; i < buttons_.size(); ++i)
            buttons_[i]->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        layout()->invalidate();
        return layout()->sizeHint().width();
    };
    setDense(false);
    if (set(true, true) > width && set(false, true) > width && set(false, false) > width) {
        setDense(true); // the last that gives way is the room around the words
        set(false, false);
    }
}

// Captions of the segments give way first.
void ProgramToolBar::resizeEvent(QResizeEvent* event) {
    arrange(event->size().width());
    QWidget::resizeEvent(event);
}

} // namespace faultline
