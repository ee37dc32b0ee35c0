# What an installed Faultline consists of. The worker stands where realmode/worker_path.cpp looks for it.
include(GNUInstallDirs)
install(TARGETS faultline faultline-worker RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/resources/programs DESTINATION ${CMAKE_INSTALL_DATADIR}/faultline)
install(FILES ${CMAKE_SOURCE_DIR}/resources/faultline.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${CMAKE_SOURCE_DIR}/resources/faultline-mime.xml
  DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME faultline.xml)
install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/faultline.svg
  DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${CMAKE_SOURCE_DIR}/resources/faultline.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
