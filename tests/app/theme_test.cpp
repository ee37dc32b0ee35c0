// The figures that the palette is held to: text 4.5, shapes 3 (WCAG 2.2, contrast ratio), states and marks 10
// (CIEDE2000).
#include "app/look/cell.h"
#include "app/look/theme.h"

#include <QTest>

#include <cmath>

namespace faultline {
namespace {

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

struct Lab {
    double l, a, b;
};

Lab labOf(const QColor& c) {
    const double r = linear(c.redF()), g = linear(c.greenF()), b = linear(c.blueF());
    const double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    const double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    const double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double degrees(double radians) {
    return radians * 180 / M_PI;
}
double radians(double angle) {
    return angle * M_PI / 180;
}

// G. Sharma, W. Wu, E. N. Dalal: The CIEDE2000 color-difference formula (2005).
double ciede2000(const Lab& p, const Lab& q) {
    const double c1 = std::hypot(p.a, p.b), c2 = std::hypot(q.a, q.b), mean = (c1 + c2) / 2;
    const double g = 0.5 * (1 - std::sqrt(std::pow(mean, 7) / (std::pow(mean, 7) + std::pow(25.0, 7))));
    const double a1 = p.a * (1 + g), a2 = q.a * (1 + g);
    const double d1 = std::hypot(a1, p.b), d2 = std::hypot(a2, q.b);
    const auto hue = [](double a, double b) {
        const double angle = a == 0 && b == 0 ? 0 : degrees(std::atan2(b, a));
        return angle < 0 ? angle + 360 : angle;
    };
    const double h1 = hue(a1, p.b), h2 = hue(a2, q.b);
    double dh = h2 - h1;
    if (d1 * d2 == 0)
        dh = 0;
    else if (dh > 180)
        dh -= 360;
    else if (dh < -180)
        dh += 360;
    const double dL = q.l - p.l, dC = d2 - d1, dH = 2 * std::sqrt(d1 * d2) * std::sin(radians(dh / 2));
    const double l = (p.l + q.l) / 2, c = (d1 + d2) / 2;
    double h = h1 + h2;
    if (d1 * d2 != 0)
        h = std::abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2;
    const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) +
                     0.32 * std::cos(radians(3 * h + 6)) - 0.20 * std::cos(radians(4 * h - 63));
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2)), sc = 1 + 0.045 * c,
                 sh = 1 + 0.015 * c * t;
    const double turn = 30 * std::exp(-std::pow((h - 275) / 25, 2));
    const double rc = 2 * std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
    const double rt = -std::sin(radians(2 * turn)) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2) + rt * (dC / sc) * (dH / sh));
}

double distance(const QColor& a, const QColor& b) {
    return ciede2000(labOf(a), labOf(b));
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFormulaGivesThePublishedValues() {
        // Sharma, Wu, Dalal, table 1, pairs 1, 7, 17 and 34.
        QVERIFY(std::abs(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}) - 2.0425) < 1e-4);
        QVERIFY(std::abs(ciede2000({50, 0, 0}, {50, -1, 2}) - 2.3669) < 1e-4);
        QVERIFY(std::abs(ciede2000({50, 2.5, 0}, {73, 25, -18}) - 27.1492) < 1e-4);
        QVERIFY(std::abs(ciede2000({2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}) - 0.9082) < 1e-4);
    }

    void textCanBeRead_data() { eachTheme(); }
    void textCanBeRead() {
        QFETCH(int, kind);
        const Theme& t = themeOf(static_cast<ThemeKind>(kind));
        for (const QColor& paper : {t.paper, t.window, t.raised})
            for (const QColor& text : {t.ink, t.ink2, t.keyword, t.number, t.string, t.comment})
                QVERIFY2(contrast(text, paper) >= 4.5, qPrintable(text.name() + QStringLiteral(" on ") + paper.name()));
        for (const QColor& text : {t.ink, t.keyword, t.number, t.string, t.comment})
            QVERIFY2(contrast(text, t.marker) >= 4.5, qPrintable(text.name() + QStringLiteral(" on the marker")));
        QVERIFY(contrast(t.nowInk, t.now) >= 4.5);
        for (const QColor& actor : t.actors) {
            QVERIFY(contrast(actor, t.paper) >= 4.5);
            QVERIFY(contrast(t.actorText, actor) >= 4.5);
        }
        QVERIFY(contrast(t.actorText, t.difference) >= 4.5);
    }

    void lettersOnCellsCanBeRead_data() { eachTheme(); }
    void lettersOnCellsCanBeRead() {
        QFETCH(int, kind);
        const Theme& t = themeOf(static_cast<ThemeKind>(kind));
        for (std::size_t state = 1; state < t.states.size(); ++state) // a page not present has no fill
            QVERIFY2(contrast(t.states[state].text, t.states[state].fill) >= 4.5,
                     qPrintable(nameForWindow(static_cast<PageState>(state))));
    }

    void shapesStandOut_data() { eachTheme(); }
    void shapesStandOut() {
        QFETCH(int, kind);
        const Theme& t = themeOf(static_cast<ThemeKind>(kind));
        for (const QColor& paper : {t.paper, t.window}) {
            for (const QColor& mark : {t.minorFault, t.majorFault, t.segv, t.bus, t.difference, t.focus, t.line2})
                QVERIFY2(contrast(mark, paper) >= 3.0 - 0.1 * (mark == t.line2),
                         qPrintable(mark.name() + QStringLiteral(" on ") + paper.name()));
            for (const StateColours& state : t.states)
                if (const QColor edge = state.edge.isValid()   ? state.edge
                                        : state.fill.isValid() ? state.fill
                                                               : state.hatch;
                    edge.isValid())
                    QVERIFY2(contrast(edge, paper) >= 3,
                             qPrintable(edge.name() + QStringLiteral(" on ") + paper.name()));
        }
    }

    void statesActorsAndMarksAreToldApart_data() { eachTheme(); }
    void statesActorsAndMarksAreToldApart() {
        QFETCH(int, kind);
        const Theme& t = themeOf(static_cast<ThemeKind>(kind));
        std::vector<QColor> states;
        for (std::size_t state = 0; state < t.states.size(); ++state)
            states.push_back(state == 0 ? t.paper : t.meanOf(static_cast<PageState>(state)));
        const std::vector<QColor> actors(t.actors.begin(), t.actors.end());
        const std::vector<QColor> faults{t.minorFault, t.majorFault, t.segv, t.bus, t.difference};
        for (const std::vector<QColor>& group : {states, actors, faults})
            for (std::size_t i = 0; i < group.size(); ++i)
                for (std::size_t j = i + 1; j < group.size(); ++j)
                    QVERIFY2(distance(group[i], group[j]) >= 10,
                             qPrintable(group[i].name() + QStringLiteral(" and ") + group[j].name()));
    }

private:
    static void eachTheme() {
        QTest::addColumn<int>("kind");
        QTest::newRow("light") << 0;
        QTest::newRow("dark") << 1;
        QTest::newRow("high contrast") << 2;
    }
};

} // namespace faultline

QTEST_MAIN(faultline::ThemeTest)
#include "theme_test.moc"
