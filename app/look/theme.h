// The colours of the window, its exports and its charts: the only place that names a colour.
#pragma once

#include "simulator/machine/event.h"
#include "simulator/machine/snapshot.h"

#include <QColor>

#include <array>
#include <cstdint>

namespace faultline {

enum class ThemeKind : std::uint8_t { Light, Dark, HighContrast };

/// How a page state is drawn. `hatch` is the colour of its pattern, or of the dashed outline of a page not present;
/// invalid where the state is drawn solid. `edge` is invalid where the state has none.
struct StateColours {
    QColor fill, hatch, edge, text;
};

/// One colour has one meaning, in every view. Three values exist; see themeOf().
struct Theme {
    ThemeKind kind = ThemeKind::Light;
    std::array<StateColours, 8> states; ///< by PageState
    QColor dirty, locked;
    std::array<QColor, 4> actors; ///< by Actor
    QColor minorFault, majorFault, segv, bus, difference;
    QColor paper, window, raised, sunken, lens, line, line2, ink, ink2;
    QColor marker, now, nowInk, focus, differencePaper, actorText;
    QColor keyword, number, string, comment;

    const StateColours& of(PageState state) const { return states[static_cast<std::size_t>(state)]; }
    const QColor& of(Actor actor) const { return actors[static_cast<std::size_t>(actor)]; }
    /// The colour a state comes to where it is too small for its pattern: fill and hatch mixed by their areas.
    QColor meanOf(PageState state) const;
};

const Theme& themeOf(ThemeKind kind);
/// The same with the stronger marker of a projector.
Theme forProjector(Theme theme);

} // namespace faultline
