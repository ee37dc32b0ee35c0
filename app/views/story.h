// The story of the last step: a sentence an event, and what the real kernel says to it.
#pragma once

#include "app/look/look.h"
#include "app/views/moment.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QWidget>

namespace faultline {

/// One row of the story. `number` is the badge's, 0 where a row stands for several, or was folded until now.
struct StoryLine {
    int number = 0;
    std::size_t step = 0; ///< an earlier step that can be gone to; 0: none
    Sentence sentence;
    RealAnswer answer;
};

class StoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void show(const Moment& moment);
    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the whole sentence and the real kernel's answer, as it is read aloud.
    QVariant data(const QModelIndex& index, int role) const override;
    /// Shows in the place of a folded row what it stands for. The moment shown must still be there.
    void unfold(int row);
    const StoryLine& line(int row) const { return lines_[static_cast<std::size_t>(row)]; }
    bool bothMachines() const { return both_; }

private:
    Moment moment_;
    std::vector<StoryLine> lines_;
    bool both_ = false;
};

/// Draws a row: badge, actor, sentence, answer.
class StoryDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setLook(const Look& look) { look_ = look; }
    void setLit(int number) { lit_ = number; }
    /// Lines as low as letters and badges allow: where otherwise not all of them are seen.
    void setTight(bool tight) { tight_ = tight; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Where the answers begin, in a list of that width.
    double answerLeft(double width) const;
    /// Where sentences begin.
    double textLeft() const;
    /// Answers stand below their sentences: no room beside them.
    bool narrow(double width) const { return width < look_.px(440); }

private:
    /// Actor and sentence in one, in a narrow list; gives its height.
    double layOutNarrow(QTextLayout& layout, const StoryLine& line, double width) const;
    void paintNarrow(QPainter& painter, const QRectF& at, const StoryLine& line, bool answered) const;
    void paintAnswer(QPainter& painter, const QRectF& at, const StoryLine& line) const;

    Look look_;
    int lit_ = 0;
    bool tight_ = false;
};

class StoryView : public QWidget {
    Q_OBJECT
public:
    explicit StoryView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void show(const Moment& moment);
    using QWidget::show;
    void clear();
    void setLitBadge(int number);
    const StoryModel& model() const { return *model_; }

Q_SIGNALS:
    void sentenceHovered(int number); ///< 0: none
    void sentenceChosen(int number);  ///< clicked, or Enter
    void stepChosen(quint64 step);    ///< an earlier one

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();
    double headHeight() const;
    QRectF noteArea() const; ///< beside the title, or below it

    Look look_;
    QString title_, note_, instead_;
    bool empty_ = true;
    StoryModel* model_;
    StoryDelegate* delegate_;
    QListView* list_;
};

} // namespace faultline
