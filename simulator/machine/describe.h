#pragma once

#include "simulator/machine/delta.h"
#include "simulator/machine/difference.h"
#include "simulator/machine/outcome.h"
#include "simulator/machine/setup.h"

#include <concepts>
#include <type_traits>

/// One description of each struct of the vocabulary: describe(visitor, object…) calls visitor(name, field…) for every
/// field. With one object it serves reading; with two of a kind (the second a default one) it serves writing only what
/// departs from the default. Names are those of saved runs: keys are added, never renamed.
namespace faultline {

template <class T, class Wanted>
concept Is = std::same_as<std::remove_cvref_t<T>, Wanted>;

template <class V, Is<SourcePlace>... T>
void describe(V&& v, T&... o) {
    v("file", o.file...);
    v("line", o.line...);
    v("column", o.column...);
}

template <class V, Is<Range>... T>
void describe(V&& v, T&... o) {
    v("on_machine", o.onMachine...);
    v("address", o.address...);
}

template <class V, Is<CallArgument>... T>
void describe(V&& v, T&... o) {
    v("form", o.form...);
    v("value", o.value...);
    v("bytes", o.bytes...);
    v("size", o.size...);
}

template <class V, Is<Operation>... T>
void describe(V&& v, T&... o) {
    v("kind", o.kind...);
    v("update", o.update...);
    v("call", o.call...);
    v("byte", o.byte...);
    v("until_nul", o.untilNul...);
    v("backwards", o.backwards...);
    v("target", o.target...);
    v("source", o.source...);
    v("length", o.length...);
    v("value", o.value...);
    v("data", o.data...);
    v("arguments", o.arguments...);
    v("place", o.place...);
    v("label", o.label...);
}

template <class V, Is<Signal>... T>
void describe(V&& v, T&... o) {
    v("number", o.number...);
    v("code", o.code...);
    v("address", o.address...);
    v("sender", o.sender...);
}

template <class V, Is<EntryBits>... T>
void describe(V&& v, T&... o) {
    v("writable", o.writable...);
    v("executable", o.executable...);
    v("user", o.user...);
    v("accessed", o.accessed...);
    v("dirty", o.dirty...);
}

template <class V, Is<Event>... T>
void describe(V&& v, T&... o) {
    v("kind", o.kind...);
    v("write", o.write...);
    v("shared", o.shared...);
    v("protection", o.protection...);
    v("level", o.level...);
    v("call", o.call...);
    v("entry", o.entry...);
    v("process", o.process...);
    v("file", o.file...);
    v("error", o.error...);
    v("address", o.address...);
    v("other", o.other...);
    v("frame", o.frame...);
    v("index", o.index...);
    v("count", o.count...);
    v("value", o.value...);
    v("signal", o.signal...);
    v("text", o.text...);
}

template <class V, Is<GivenPage>... T>
void describe(V&& v, T&... o) {
    v("file", o.file...);
    v("index", o.index...);
}

template <class V, Is<Given>... T>
void describe(V&& v, T&... o) {
    v("arguments", o.arguments...);
    v("result", o.result...);
    v("written_back", o.writtenBack...);
    v("evicted", o.evicted...);
    v("still_read", o.stillRead...);
}

template <class V, Is<Written>... T>
void describe(V&& v, T&... o) {
    v("stream", o.stream...);
    v("bytes", o.bytes...);
}

template <class V, Is<Outcome>... T>
void describe(V&& v, T&... o) {
    v("result", o.result...);
    v("error", o.error...);
    v("minor", o.minor...);
    v("major", o.major...);
    v("value", o.value...);
    v("data", o.data...);
    v("returned", o.returned...);
    v("child", o.child...);
    v("delivered", o.delivered...);
    v("signal", o.signal...);
    v("written", o.written...);
    v("story", o.story...);
    v("given", o.given...);
}

template <class V, Is<Mapping>... T>
void describe(V&& v, T&... o) {
    v("start", o.start...);
    v("end", o.end...);
    v("protection", o.protection...);
    v("shared", o.shared...);
    v("locked", o.locked...);
    v("offset", o.offset...);
    v("file", o.file...);
    v("name", o.name...);
    v("label", o.label...);
}

template <class V, Is<Page>... T>
void describe(V&& v, T&... o) {
    v("state", o.state...);
    v("content", o.content...);
    v("frame", o.frame...);
    v("writable", o.writable...);
    v("dirty", o.dirty...);
    v("accessed", o.accessed...);
    v("exclusive", o.exclusive...);
}

template <class V, Is<Blocked>... T>
void describe(V&& v, T&... o) {
    v("what", o.what...);
    v("on", o.on...);
}

template <class V, Is<ProcessFacts>... T>
void describe(V&& v, T&... o) {
    v("parent", o.parent...);
    v("ended", o.ended...);
    v("waited_for", o.waitedFor...);
    v("exit_status", o.exitStatus...);
    v("ended_by", o.endedBy...);
    v("blocked", o.blocked...);
    v("minor", o.minor...);
    v("major", o.major...);
}

template <class V, Is<Process>... T>
void describe(V&& v, T&... o) {
    v("facts", o.facts...);
    v("mappings", o.mappings...);
    v("pages", o.pages...);
}

template <class V, Is<FilePage>... T>
void describe(V&& v, T&... o) {
    v("cached", o.cached...);
    v("dirty", o.dirty...);
    v("frame", o.frame...);
    v("content", o.content...);
}

template <class V, Is<FileFacts>... T>
void describe(V&& v, T&... o) {
    v("name", o.name...);
    v("kind", o.kind...);
    v("size", o.size...);
    v("unlinked", o.unlinked...);
    v("gone", o.gone...);
}

template <class V, Is<File>... T>
void describe(V&& v, T&... o) {
    v("facts", o.facts...);
    v("pages", o.pages...);
}

template <class V, Is<Frame>... T>
void describe(V&& v, T&... o) {
    v("use", o.use...);
    v("process", o.process...);
    v("file", o.file...);
    v("index", o.index...);
    v("content", o.content...);
    v("mapped_by", o.mappedBy...);
}

template <class V, Is<TlbEntry>... T>
void describe(V&& v, T&... o) {
    v("process", o.process...);
    v("page", o.page...);
    v("frame", o.frame...);
    v("bits", o.bits...);
}

template <class V, Is<Counters>... T>
void describe(V&& v, T&... o) {
    v("tlb_hits", o.tlbHits...);
    v("tlb_misses", o.tlbMisses...);
    v("pages_read", o.pagesRead...);
    v("pages_written", o.pagesWritten...);
    v("evictions", o.evictions...);
}

template <class V, Is<Snapshot>... T>
void describe(V&& v, T&... o) {
    v("page_size", o.pageSize...);
    v("processes", o.processes...);
    v("files", o.files...);
    v("frame_count", o.frameCount...);
    v("frames", o.frames...);
    v("tlb", o.tlb...);
    v("tlb_slots", o.tlbSlots...);
    v("counters", o.counters...);
    v("contents", o.contents...);
    v("not_visible", o.notVisible...);
}

template <class V, Is<ProcessChange>... T>
void describe(V&& v, T&... o) {
    v("process", o.process...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<MappingChange>... T>
void describe(V&& v, T&... o) {
    v("process", o.process...);
    v("start", o.start...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<PageChange>... T>
void describe(V&& v, T&... o) {
    v("process", o.process...);
    v("page", o.page...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<FileChange>... T>
void describe(V&& v, T&... o) {
    v("file", o.file...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<FilePageChange>... T>
void describe(V&& v, T&... o) {
    v("file", o.file...);
    v("index", o.index...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<ContentChange>... T>
void describe(V&& v, T&... o) {
    v("content", o.content...);
    v("offset", o.offset...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<FrameChange>... T>
void describe(V&& v, T&... o) {
    v("frame", o.frame...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<TlbChange>... T>
void describe(V&& v, T&... o) {
    v("slot", o.slot...);
    v("before", o.before...);
    v("after", o.after...);
}
template <class V, Is<CountersChange>... T>
void describe(V&& v, T&... o) {
    v("before", o.before...);
    v("after", o.after...);
}

template <class V, Is<Delta>... T>
void describe(V&& v, T&... o) {
    v("changes", o.changes...);
}

/// The kinds of change, in the order of the variant Change.
inline constexpr std::array<std::string_view, std::variant_size_v<Change>> changeNames = {
    "process", "mapping", "page", "file", "file-page", "content", "frame", "tlb", "counters"};

template <class V, Is<Segment>... T>
void describe(V&& v, T&... o) {
    v("kind", o.kind...);
    v("start", o.start...);
    v("size", o.size...);
    v("protection", o.protection...);
    v("bytes", o.bytes...);
}

template <class V, Is<Image>... T>
void describe(V&& v, T&... o) {
    v("name", o.name...);
    v("segments", o.segments...);
    v("end", o.end...);
}

template <class V, Is<SetupFile>... T>
void describe(V&& v, T&... o) {
    v("name", o.name...);
    v("bytes", o.bytes...);
    v("mode", o.mode...);
    v("folder", o.folder...);
}

template <class V, Is<Hardware>... T>
void describe(V&& v, T&... o) {
    v("preset", o.preset...);
    v("page_size", o.pageSize...);
    v("level_bits", o.levelBits...);
    v("frames", o.frames...);
    v("tlb_entries", o.tlbEntries...);
    v("tlb_ways", o.tlbWays...);
    v("asids", o.asids...);
    v("policy", o.policy...);
}

template <class V, Is<Parameters::Reserved>... T>
void describe(V&& v, T&... o) {
    v("start", o.start...);
    v("end", o.end...);
}

template <class V, Is<Parameters>... T>
void describe(V&& v, T&... o) {
    v("kernel", o.kernel...);
    v("page_size", o.pageSize...);
    v("zero_page", o.zeroPage...);
    v("fault_around", o.faultAround...);
    v("readahead", o.readahead...);
    v("large_folios", o.largeFolios...);
    v("transparent_huge_pages", o.transparentHugePages...);
    v("memory", o.memory...);
    v("swap", o.swap...);
    v("overcommit", o.overcommit...);
    v("image_start", o.imageStart...);
    v("heap_start", o.heapStart...);
    v("mmap_top", o.mmapTop...);
    v("mmap_minimum", o.mmapMinimum...);
    v("user_end", o.userEnd...);
    v("stack_top", o.stackTop...);
    v("stack_size", o.stackSize...);
    v("max_mappings", o.maxMappings...);
    v("initial", o.initial...);
    v("reserved", o.reserved...);
    v("limit_address_space", o.limitAddressSpace...);
    v("limit_data", o.limitData...);
    v("limit_file_size", o.limitFileSize...);
    v("limit_locked", o.limitLocked...);
    v("limit_descriptors", o.limitDescriptors...);
    v("user", o.user...);
    v("group", o.group...);
    v("may_lock_memory", o.mayLockMemory...);
}

template <class V, Is<Setup>... T>
void describe(V&& v, T&... o) {
    v("image", o.image...);
    v("arguments", o.arguments...);
    v("files", o.files...);
    v("cold", o.cold...);
    v("parameters", o.parameters...);
    v("hardware", o.hardware...);
}

template <class V, Is<Difference>... T>
void describe(V&& v, T&... o) {
    v("step", o.step...);
    v("process", o.process...);
    v("field", o.field...);
    v("simulated", o.simulated...);
    v("real", o.real...);
    v("rule", o.rule...);
    v("address", o.address...);
    v("place", o.place...);
}

} // namespace faultline
