# One library a folder, cut as the design cuts the code: a folder that includes what it may not use does not link.

add_library(faultline_options INTERFACE)
target_compile_options(faultline_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# An error for whoever works on the code; a learner's release build must not fail for what an optimiser suspects.
target_compile_options(faultline_options INTERFACE $<$<NOT:$<CONFIG:Release>>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 warns of "text" + string when it optimises (its bug 105651).
  target_compile_options(faultline_options INTERFACE -Wno-restrict)
endif()
target_include_directories(faultline_options INTERFACE ${CMAKE_SOURCE_DIR})
if(FAULTLINE_SANITIZE)
  target_compile_options(faultline_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(faultline_options INTERFACE -fsanitize=address,undefined)
endif()

# faultline_library(NAME FOLDER USES…): every source file directly in FOLDER.
function(faultline_library name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC faultline_options ${ARGN})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE faultline_options ${ARGN})
  endif()
endfunction()

# faultline_tests(NAME FOLDER USES…): every *_test.cpp directly in FOLDER, as one program.
function(faultline_tests name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${ARGN} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE FAULTLINE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    FAULTLINE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()
