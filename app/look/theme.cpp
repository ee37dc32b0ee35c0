#include "app/look/theme.h"

#include <cmath>

namespace faultline {
namespace {

QColor c(unsigned rgb) {
    return QColor::fromRgb(rgb);
}
const QColor none;

// States in the order of PageState: none, cached, file, copy, anonymous, zero, swapped, unknown.

Theme light() {
    Theme t;
    t.kind = ThemeKind::Light;
    t.states = {{{none, c(0x7F8B9B), none, c(0x525D6E)},
                 {c(0xCBEBFF), c(0x3F8FDC), c(0x3580CB), c(0x182030)},
                 {c(0x58B0F0), none, c(0x2B7CB8), c(0x101824)},
                 {c(0xF2A52A), none, c(0xA86400), c(0x101824)},
                 {c(0x2C804E), none, none, c(0xFFFFFF)},
                 {c(0xE8E498), c(0x7A7624), c(0x7A7624), c(0x182030)},
                 {c(0x242A33), c(0x8A909C), none, c(0xFFFFFF)},
                 {c(0xDADDE1), c(0x8F97A3), c(0x7F8B9B), c(0x182030)}}};
    t.dirty = c(0x5A2300), t.locked = c(0x3A4200);
    t.actors = {c(0x16306E), c(0x8648C4), c(0x256B63), c(0x8D3D00)};
    t.minorFault = c(0x6F7B86), t.majorFault = c(0xC46A22), t.segv = c(0x890711), t.bus = c(0x291444);
    t.difference = c(0xCE006B);
    t.paper = c(0xFFFFFF), t.window = c(0xF3F4F7), t.raised = c(0xFFFFFF), t.sunken = c(0xE9ECF1), t.lens = c(0xE9ECF1);
    t.line = c(0xDCE1E8), t.line2 = c(0x808C9D), t.ink = c(0x182030), t.ink2 = c(0x525D6E);
    t.marker = c(0xFFEFB0), t.now = c(0xFFD34D), t.nowInk = c(0x182030), t.focus = c(0x1F5FBF);
    t.differencePaper = c(0xFDE3F0), t.actorText = c(0xFFFFFF);
    t.keyword = c(0x7A2E8E), t.number = c(0x9A4A00), t.string = c(0x1F6B3A), t.comment = c(0x5F6B7A);
    return t;
}

Theme dark() {
    Theme t;
    t.kind = ThemeKind::Dark;
    t.states = {{{none, c(0x7C889B), none, c(0xA7B1C0)},
                 {c(0x0A3557), c(0x3F90CE), c(0x3F90CE), c(0xF2F5F9)},
                 {c(0x54ACF0), none, c(0x54ACF0), c(0x0B1018)},
                 {c(0xFDB04A), none, c(0xFDB04A), c(0x0B1018)},
                 {c(0x45926E), none, none, c(0x0B1018)},
                 {c(0x55581F), c(0xC9CE84), c(0x8D914A), c(0xF2F5F9)},
                 {c(0xBFC3CB), c(0x858C98), none, c(0x0B1018)},
                 {c(0x383E47), c(0x69717E), c(0x7C889B), c(0xF2F5F9)}}};
    t.dirty = c(0x4A1C00), t.locked = c(0x2A3000);
    t.actors = {c(0xAAC1EC), c(0xB986F2), c(0x86F2E4), c(0xC9A97C)};
    t.minorFault = c(0x9C9C98), t.majorFault = c(0xFFCFA0), t.segv = c(0xFF4A66), t.bus = c(0xE8D2FE);
    t.difference = c(0xF073C6);
    t.paper = c(0x151A22), t.window = c(0x1C222C), t.raised = c(0x262E3A), t.sunken = c(0x10141B), t.lens = c(0x29323F);
    t.line = c(0x2E3744), t.line2 = c(0x627085), t.ink = c(0xE9EDF3), t.ink2 = c(0xA7B1C0);
    t.marker = c(0x4B401A), t.now = c(0xFFD34D), t.nowInk = c(0x182030), t.focus = c(0x7FB2FF);
    t.differencePaper = c(0x4A1A3B), t.actorText = c(0x10141B);
    t.keyword = c(0xD9A6EE), t.number = c(0xF0B27A), t.string = c(0x8FD3A5), t.comment = c(0xA3AEBE);
    return t;
}

Theme highContrast() {
    Theme t;
    const QColor black = c(0x000000), white = c(0xFFFFFF);
    t.kind = ThemeKind::HighContrast;
    t.states = {{{none, black, none, black},
                 {c(0xDCE6FF), c(0x2A4BE0), black, black},
                 {c(0x1C90EA), none, black, black},
                 {c(0xFFA500), none, black, black},
                 {c(0x1A663F), none, none, white},
                 {c(0xFFF59A), c(0x6A6400), black, black},
                 {black, c(0x7A7A7A), none, white},
                 {c(0xC4C4C4), c(0x303030), black, black}}};
    t.dirty = c(0x4A1800), t.locked = c(0x2C3300);
    t.actors = {c(0x0A1A4D), c(0x6E1FB0), c(0x00564F), c(0x7A2E00)};
    t.minorFault = c(0x4A4A48), t.majorFault = c(0x935600), t.segv = c(0x7A0010), t.bus = c(0x200A40);
    t.difference = c(0xCC0061);
    t.paper = white, t.window = white, t.raised = white, t.sunken = c(0xF0F0F0), t.lens = c(0xE0E0E0);
    t.line = black, t.line2 = black, t.ink = black, t.ink2 = black;
    t.marker = c(0xFFF04D), t.now = c(0xFFE100), t.nowInk = black, t.focus = c(0x0000FF);
    t.differencePaper = white, t.actorText = white;
    t.keyword = c(0x6A0088), t.number = c(0x7A3000), t.string = c(0x00501E), t.comment = c(0x333333);
    return t;
}

} // namespace

QColor Theme::meanOf(PageState state) const {
    const StateColours& colours = of(state);
    if (!colours.hatch.isValid())
        return colours.fill;
    const QColor base = colours.fill.isValid() ? colours.fill : paper;
    // As the eye mixes them from afar: in light, not in code values (IEC 61966-2-1).
    const auto light = [](float value) {
        return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
    };
    // The share of the area that the pattern covers (see paintPattern).
    constexpr std::array<float, 8> covered = {0, 0.31f, 0, 0, 0, 0.09f, 0.24f, 0.28f};
    const float share = covered[static_cast<std::size_t>(state)];
    const auto mix = [&](float a, float b) {
        const float mean = light(a) * (1 - share) + light(b) * share;
        return mean <= 0.0031308f ? mean * 12.92f : 1.055f * std::pow(mean, 1 / 2.4f) - 0.055f;
    };
    return QColor::fromRgbF(mix(base.redF(), colours.hatch.redF()), mix(base.greenF(), colours.hatch.greenF()),
                            mix(base.blueF(), colours.hatch.blueF()));
}

const Theme& themeOf(ThemeKind kind) {
    static const std::array<Theme, 3> themes = {light(), dark(), highContrast()};
    return themes[static_cast<std::size_t>(kind)];
}

Theme forProjector(Theme theme) {
    if (theme.kind == ThemeKind::Light)
        theme.marker = c(0xFFE680);
    return theme;
}

} // namespace faultline
