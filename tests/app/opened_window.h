#pragma once

#include "app/main_window.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <vector>

namespace faultline {

inline std::string shipped(const char* name) {
    return std::string(FAULTLINE_SOURCE_DIR "/resources/programs/") + name;
}

/// Running children of a process.
inline std::vector<int> childrenOf(int parent) {
    std::vector<int> children;
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (!stat.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = stat.readAll(); // PID (NAME) STATE PPID …
        const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields[0] != "Z" && fields[1].toInt() == parent)
            children.push_back(entry.toInt());
    }
    return children;
}

/// A window with settings of its own, and a program open in it.
struct Opened {
    explicit Opened(const char* program) {
        window.resize(1440, 900);
        window.show();
        if (program)
            window.openPrograms({shipped(program)});
        window.waitUntilIdle();
    }
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    MainWindow window{settings};

    bool write(const char* name, const char* text) const {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
        window.waitUntilIdle();
    }
    void toEnd() {
        for (int i = 0; i < 500 && !(window.run()->ended() && window.moment() == window.run()->lastMoment()); ++i)
            window.step(), window.waitUntilIdle();
    }
};

} // namespace faultline
