package dev.clickledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Creates and removes the directories that servers keep their data in. */
final class Directories {

    private Directories() {}

    static Path create(Path directory) {
        try {
            return Files.createDirectories(directory.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot create the directory " + directory, e);
        }
    }

    static Path createTemporary(String name) {
        try {
            return Files.createTempDirectory("clickledger-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that vanish meanwhile are no error: a server may still be clearing up. */
    static void deleteIfExists(Path directory) {
        try {
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e)
                                throws IOException {
                            if (e instanceof NoSuchFileException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw e;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path visited, @Nullable IOException e) throws IOException {
                            Files.deleteIfExists(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the directory and all below it to the user, when it is not already theirs. */
    static void give(Path directory, int uid) {
        try {
            if ((int) Files.getAttribute(directory, "unix:uid") == uid) {
                return;
            }
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.setAttribute(file, "unix:uid", uid);
                            return FileVisitResult.CONTINUE;
                        }

                        // The directory last: while it is not theirs, the walk is not complete.
                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path visited, @Nullable IOException e) throws IOException {
                            return visitFile(
                                    visited,
                                    Files.readAttributes(visited, BasicFileAttributes.class));
                        }
                    });
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot give " + directory + " to user " + uid, e);
        }
    }
}
