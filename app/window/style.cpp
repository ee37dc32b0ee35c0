#include "app/window/style.h"

namespace faultline {

CalmStyle::CalmStyle() : QProxyStyle(QStringLiteral("fusion")) {}

int CalmStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* returned) const {
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, returned);
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.ink);
    palette.setColor(QPalette::Base, theme.paper);
    palette.setColor(QPalette::AlternateBase, theme.sunken);
    palette.setColor(QPalette::Text, theme.ink);
    palette.setColor(QPalette::PlaceholderText, theme.ink2);
    palette.setColor(QPalette::Button, theme.raised);
    palette.setColor(QPalette::ButtonText, theme.ink);
    palette.setColor(QPalette::Highlight, theme.sunken);
    palette.setColor(QPalette::HighlightedText, theme.ink);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.ink);
    palette.setColor(QPalette::Link, theme.focus);
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Midlight, theme.line);
    palette.setColor(QPalette::Mid, theme.line2);
    palette.setColor(QPalette::Dark, theme.line2);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.line2);
    return palette;
}

QString styleSheetOf(const Look& look) {
    const Theme& t = look.theme;
    const auto px = [&](double pixels) {
        return QString::number(static_cast<int>(look.px(pixels))) + QStringLiteral("px");
    };
    QString sheet = QStringLiteral(R"(
        #modesBar, #toolBar { background: @window; }
        #modesBar { border-bottom: 1px solid @line; }
        #toolBar { border-bottom: 1px solid @line; }
        #modesBar QToolButton { background: transparent; border: none; padding: 0 @pad; color: @ink2; min-height: @modes; }
        #modesBar QToolButton:checked { color: @ink; font-weight: 600; border-bottom: 3px solid @ink; }
        #modesBar QToolButton:focus { border: 2px solid @focus; border-radius: 4px; }
        #modesBar QToolButton::menu-indicator { image: none; }
        #modesBar QToolButton#differences { color: @ink; }
        #modesBar QToolButton#differences[differs="true"] { color: @difference; font-weight: 600; }
        #toolBar QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0 @small; min-height: @button; color: @ink; }
        #toolBar QToolButton:hover { background: @sunken; }
        #toolBar QToolButton:disabled { color: @line2; }
        #toolBar QToolButton:focus { border-color: @focus; }
        #toolBar QToolButton#step { background: @now; color: @nowink; font-weight: 600; padding: 0 @wide; }
        #toolBar QToolButton#step:disabled { background: @sunken; color: @ink2; }
        #toolBar QLabel { color: @ink2; }
        QToolButton[segment] { background: @raised; border: 1px solid @line2; border-radius: 0; padding: 0 @seg; min-height: @segheight; color: @ink2; }
        QToolButton[segment="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
        QToolButton[segment="middle"] { border-left: none; }
        QToolButton[segment="last"] { border-left: none; border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
        #toolBar QToolButton[segment="first"] { border: 1px solid @line2; border-radius: 0; border-top-left-radius: 6px; border-bottom-left-radius: 6px; background: @raised; color: @ink2; }
        #toolBar QToolButton[segment="middle"] { border: 1px solid @line2; border-left: none; border-radius: 0; background: @raised; color: @ink2; }
        #toolBar QToolButton[segment="last"] { border: 1px solid @line2; border-left: none; border-radius: 0; border-top-right-radius: 6px; border-bottom-right-radius: 6px; background: @raised; color: @ink2; }
        #toolBar QToolButton[segment]:checked, QToolButton[segment]:checked { background: @sunken; color: @ink; font-weight: 600; }
        #toolBar QToolButton[segment]:disabled, QToolButton[segment]:disabled { color: @line2; }
        #toolBar QToolButton[segment]:focus, QToolButton[segment]:focus { border: 2px solid @focus; }
        QLabel[role="panelHead"] { font-weight: 600; color: @ink; }
        #message { background: @marker; color: @ink; border-bottom: 1px solid @line; }
        QSplitter::handle { background: @line; }
        QSplitter::handle:hover { background: @line2; }
        QTabBar::tab { background: transparent; color: @ink2; padding: @tab @small; border: none; border-bottom: 2px solid transparent; }
        QTabBar[dense="true"]::tab { padding: @tab @dense; }
        QTabBar::tab:selected { color: @ink; font-weight: 600; border-bottom: 2px solid @ink; }
        QTabBar::tab:focus { color: @focus; }
        QTabWidget::pane { border: none; border-top: 1px solid @line; }
        QTabWidget, QTabBar { background: @paper; }
        QTableView, QListView, QPlainTextEdit { background: @paper; border: none; selection-background-color: @sunken; selection-color: @ink; }
        QDialog QListView, QDialog QPlainTextEdit { border: 1px solid @line2; border-radius: 4px; }
        QTableView:focus, QListView:focus, QPlainTextEdit:focus { border: 2px solid @focus; }
        QHeaderView { background: @paper; }
        QHeaderView::section { background: @paper; color: @ink2; border: none; border-bottom: 1px solid @line; padding: 4px 6px; }
        #output { background: @paper; border-top: 1px solid @line; }
        QPushButton[role="recent"] { text-align: left; border: none; border-bottom: 1px solid @line; padding: 8px 0; background: transparent; color: @ink; }
        QPushButton[role="recent"]:hover { background: @sunken; }
        QPushButton[role="recent"]:focus { border: 2px solid @focus; }
        QMenu { background: @raised; color: @ink; border: 1px solid @line2; padding: 4px; }
        QMenu::item { padding: 5px 28px 5px 24px; }
        QMenu::item:selected { background: @sunken; color: @ink; }
        QMenu::item:disabled { color: @line2; }
        QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
        QToolTip { background: @raised; color: @ink; border: 1px solid @line2; padding: 3px; }
        QScrollBar { background: @paper; border: none; }
        QScrollBar:vertical { width: 9px; } QScrollBar:horizontal { height: 9px; }
        QScrollBar::handle { background: @line2; border-radius: 2px; margin: 2px; min-height: 24px; min-width: 24px; }
        QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
        QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
    )");
    const std::pair<const char*, QString> values[] = {{"@window", t.window.name()},
                                                      {"@paper", t.paper.name()},
                                                      {"@raised", t.raised.name()},
                                                      {"@sunken", t.sunken.name()},
                                                      {"@line2", t.line2.name()},
                                                      {"@line", t.line.name()},
                                                      {"@ink2", t.ink2.name()},
                                                      {"@ink", t.ink.name()},
                                                      {"@nowink", t.nowInk.name()},
                                                      {"@now", t.now.name()},
                                                      {"@marker", t.marker.name()},
                                                      {"@focus", t.focus.name()},
                                                      {"@difference", t.difference.name()},
                                                      {"@pad", px(13)},
                                                      {"@small", px(9)},
                                                      {"@wide", px(16)},
                                                      {"@dense", px(5)},
                                                      {"@segheight", px(28)},
                                                      {"@seg", px(12)},
                                                      {"@modes", px(34)},
                                                      {"@button", px(30)},
                                                      {"@tab", px(8)}};
    // Longer names first, so that none is cut into by a shorter one.
    for (const auto& [name, value] : values)
        sheet.replace(QLatin1String(name), value);
    return sheet;
}

} // namespace faultline
