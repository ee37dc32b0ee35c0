// The bytes of the selected page, beside those of other pages of the same file and of the file itself.
#pragma once

#include "app/look/look.h"
#include "app/views/moment.h"

#include <QWidget>

#include <optional>

namespace faultline {

/// One row of bytes.
struct ByteRow {
    QString name, kind; ///< "p + 4096", "own copy"
    PageState state = PageState::None;
    bool isFile = false; ///< the file itself: drawn on paper
    bool visible = true;
    QString instead; ///< what is said where there are no bytes to show
    std::vector<std::uint8_t> bytes;
    std::uint64_t length = 0; ///< bytes that there are: less than a page where the file ends in it
};

class BytesView : public QWidget {
    Q_OBJECT
public:
    explicit BytesView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// Shows the page selected by hand, or where none is the page that the last step touched.
    void show(const Moment& moment);
    using QWidget::show;
    void select(const Moment& moment, ProcessId process, std::uint64_t page);
    /// No page is selected by hand any more: the steps are followed again.
    void followSteps(const Moment& moment);
    void clear();
    const std::vector<ByteRow>& rows() const { return rows_; }
    std::uint64_t firstShown() const { return first_; }
    /// First byte of the page that the step accessed, and how many.
    std::pair<int, int> litBytes() const { return {touchedFrom_, touchedCount_}; }
    /// A byte of the page as it is written there: a character, or two digits where its neighbours are no text.
    QString byteShown(std::size_t row, std::uint64_t offset) const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    static constexpr std::uint64_t shownBytes = 16; ///< of a page, in a row
    void collect(const Moment& moment);
    void addRow(const Moment& moment, ProcessId process, std::uint64_t page);
    void addOthers(const Moment& moment);
    void addFile(const Moment& moment);
    void paintHead(QPainter& painter, double left, double cell) const;
    void paintEnd(QPainter& painter, const ByteRow& row, double y, double left, double cell) const;
    void moveBy(std::int64_t bytes);
    bool showsText() const;
    void paintRow(QPainter& painter, std::size_t row, double left, double cell) const;
    void paintLinks(QPainter& painter, std::size_t row, double left, double cell) const;
    double rowTop(std::size_t row) const;
    double rowPitch() const;
    bool namesAbove() const; ///< no room beside the bytes: each row's name stands above it

    Look look_;
    std::vector<ByteRow> rows_;
    QString empty_; ///< what is said where there are no rows
    std::uint64_t pageSize_ = 4096;
    std::uint64_t base_ = 0;                  ///< of the page in its mapping, for the numbers above
    std::uint64_t first_ = 0;                 ///< first byte shown
    int touchedFrom_ = -1, touchedCount_ = 0; ///< bytes that the step accessed
    std::optional<std::pair<ProcessId, std::uint64_t>> selected_;
    bool byHand_ = false; ///< and stays until another is
};

} // namespace faultline
