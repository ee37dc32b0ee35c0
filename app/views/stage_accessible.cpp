// The stage for screen readers: a list of cells with names.
#include "app/views/stage.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>

namespace faultline {
namespace {

class CellInterface : public QAccessibleInterface {
public:
    CellInterface(StageView* stage, int item) : stage_(stage), item_(item) {}

    bool isValid() const override { return item_ < static_cast<int>(stage_->items().size()); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(stage_); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override {
        if (!isValid())
            return {};
        const StageItem& item = stage_->items()[static_cast<std::size_t>(item_)];
        if (kind == QAccessible::Name)
            return item.name;
        return kind == QAccessible::Description ? item.tip : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override {
        if (!isValid())
            return {};
        const QRect at = stage_->itemRect(item_);
        return {stage_->viewport()->mapToGlobal(at.topLeft()), at.size()};
    }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override {
        QAccessible::State state;
        state.focusable = true;
        state.focused = stage_->hasFocus() && stage_->current() == item_;
        return state;
    }

private:
    StageView* stage_;
    int item_;
};

class StageInterface : public QAccessibleWidget {
public:
    explicit StageInterface(StageView* stage) : QAccessibleWidget(stage, QAccessible::List), stage_(stage) {}
    ~StageInterface() override {
        for (const auto& [item, id] : children_)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return stage_->showsPages() ? 1 : static_cast<int>(stage_->items().size()); }
    QAccessibleInterface* child(int index) const override {
        if (stage_->showsPages()) // in the place of the cells
            return index == 0 ? QAccessible::queryAccessibleInterface(&stage_->pages()) : nullptr;
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto found = children_.find(index);
        if (found != children_.end())
            return QAccessible::accessibleInterface(found->second);
        auto* cell = new CellInterface(stage_, index); // owned by QAccessible's registry
        children_[index] = QAccessible::registerAccessibleInterface(cell);
        return cell;
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        for (const auto& [item, id] : children_)
            if (QAccessible::accessibleInterface(id) == child)
                return item;
        return -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        if (stage_->showsPages())
            return child(0);
        return child(stage_->itemAt(stage_->viewport()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface* focusChild() const override { return child(stage_->showsPages() ? 0 : stage_->current()); }

private:
    StageView* stage_;
    mutable std::map<int, QAccessible::Id> children_;
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object) {
    if (className != QLatin1String(StageView::staticMetaObject.className()))
        return nullptr;
    return new StageInterface(static_cast<StageView*>(object)); // owned by QAccessible
}

} // namespace

void installStageAccessibility() {
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    static_cast<void>(once);
}

} // namespace faultline
