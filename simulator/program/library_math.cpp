// <math.h>, by the host's own functions.
#include <bit>
#include <cmath>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"

namespace faultline {

namespace {

std::uint64_t result(double value) {
    return std::bit_cast<std::uint64_t>(value);
}
std::uint64_t result(float value) {
    return std::bit_cast<std::uint32_t>(value);
}
float floatArgument(const CallContext& c, std::size_t index) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(c.argument(index)));
}

template <double (*function)(double)>
std::uint64_t one(CallContext& c) {
    return result(function(c.doubleArgument(0)));
}
template <double (*function)(double, double)>
std::uint64_t two(CallContext& c) {
    return result(function(c.doubleArgument(0), c.doubleArgument(1)));
}
template <float (*function)(float)>
std::uint64_t oneFloat(CallContext& c) {
    return result(function(floatArgument(c, 0)));
}
template <float (*function)(float, float)>
std::uint64_t twoFloat(CallContext& c) {
    return result(function(floatArgument(c, 0), floatArgument(c, 1)));
}
template <long (*function)(double)>
std::uint64_t toLong(CallContext& c) {
    return longResult(function(c.doubleArgument(0)));
}

std::uint64_t fmaFunction(CallContext& c) {
    return result(std::fma(c.doubleArgument(0), c.doubleArgument(1), c.doubleArgument(2)));
}
std::uint64_t ldexpFunction(CallContext& c) {
    return result(std::ldexp(c.doubleArgument(0), c.intArgument(1)));
}
std::uint64_t frexpFunction(CallContext& c) {
    int exponent = 0;
    const double fraction = std::frexp(c.doubleArgument(0), &exponent);
    c.put(c.argument(1), exponent);
    return result(fraction);
}
std::uint64_t modfFunction(CallContext& c) {
    double whole = 0;
    const double fraction = std::modf(c.doubleArgument(0), &whole);
    c.put(c.argument(1), whole);
    return result(fraction);
}

} // namespace

std::vector<Native> mathFunctions() {
    return {{"sqrt", one<std::sqrt>},
            {"sqrtl", one<std::sqrt>},
            {"cbrt", one<std::cbrt>},
            {"fabs", one<std::fabs>},
            {"fabsl", one<std::fabs>},
            {"floor", one<std::floor>},
            {"ceil", one<std::ceil>},
            {"round", one<std::round>},
            {"rint", one<std::rint>},
            {"nearbyint", one<std::nearbyint>},
            {"trunc", one<std::trunc>},
            {"exp", one<std::exp>},
            {"exp2", one<std::exp2>},
            {"expm1", one<std::expm1>},
            {"log", one<std::log>},
            {"log2", one<std::log2>},
            {"log10", one<std::log10>},
            {"log1p", one<std::log1p>},
            {"sin", one<std::sin>},
            {"cos", one<std::cos>},
            {"tan", one<std::tan>},
            {"asin", one<std::asin>},
            {"acos", one<std::acos>},
            {"atan", one<std::atan>},
            {"sinh", one<std::sinh>},
            {"cosh", one<std::cosh>},
            {"tanh", one<std::tanh>},
            {"pow", two<std::pow>},
            {"powl", two<std::pow>},
            {"hypot", two<std::hypot>},
            {"fmod", two<std::fmod>},
            {"remainder", two<std::remainder>},
            {"fmax", two<std::fmax>},
            {"fmin", two<std::fmin>},
            {"fdim", two<std::fdim>},
            {"copysign", two<std::copysign>},
            {"atan2", two<std::atan2>},
            {"lround", toLong<std::lround>},
            {"llround", toLong<std::lround>},
            {"lrint", toLong<std::lrint>},
            {"fma", fmaFunction},
            {"ldexp", ldexpFunction},
            {"frexp", frexpFunction},
            {"modf", modfFunction},
            {"sqrtf", oneFloat<std::sqrt>},
            {"fabsf", oneFloat<std::fabs>},
            {"floorf", oneFloat<std::floor>},
            {"ceilf", oneFloat<std::ceil>},
            {"roundf", oneFloat<std::round>},
            {"expf", oneFloat<std::exp>},
            {"logf", oneFloat<std::log>},
            {"sinf", oneFloat<std::sin>},
            {"cosf", oneFloat<std::cos>},
            {"tanf", oneFloat<std::tan>},
            {"powf", twoFloat<std::pow>},
            {"fmodf", twoFloat<std::fmod>},
            {"fmaxf", twoFloat<std::fmax>},
            {"fminf", twoFloat<std::fmin>}};
}

} // namespace faultline
