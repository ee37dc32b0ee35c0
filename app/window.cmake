# The window: theme and marks, views, main window. QScintilla has no CMake package on Debian 12.
find_library(QSCINTILLA_LIBRARY NAMES qscintilla2_qt6 REQUIRED)
find_path(QSCINTILLA_INCLUDE NAMES Qsci/qsciscintilla.h PATH_SUFFIXES qt6 x86_64-linux-gnu/qt6 REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS PrintSupport DBus)

file(GLOB window_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/look/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/look/*.h
  ${CMAKE_CURRENT_SOURCE_DIR}/views/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/views/*.h
  ${CMAKE_CURRENT_SOURCE_DIR}/window/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/window/*.h
  ${CMAKE_CURRENT_SOURCE_DIR}/main_window*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/main_window*.h)
add_library(faultline_window STATIC ${window_sources})
set_target_properties(faultline_window PROPERTIES AUTOMOC ON)
target_include_directories(faultline_window SYSTEM PRIVATE ${QSCINTILLA_INCLUDE})
target_link_libraries(faultline_window PUBLIC faultline_options faultline_story faultline_session
  Qt6::Widgets Qt6::Svg Qt6::PrintSupport Qt6::DBus ${QSCINTILLA_LIBRARY})
# `signals` is a name like others in the simulator.
target_compile_definitions(faultline_window PUBLIC QT_NO_KEYWORDS)
qt_add_resources(faultline_window faultline_icons PREFIX "/" BASE "${CMAKE_SOURCE_DIR}/resources"
  FILES "${CMAKE_SOURCE_DIR}/resources/icons/faultline.svg")
# Shipped programs: beside an installed binary, else in the checkout.
target_compile_definitions(faultline_window PRIVATE FAULTLINE_PROGRAMS="${CMAKE_SOURCE_DIR}/resources/programs"
  FAULTLINE_WINDOW_VERSION="${PROJECT_VERSION}")
