package io.runnerwatchdog.fleet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Seekable;

/**
 * Storage that is not of this machine, as Hadoop shows it: {@code elsewhere:/path}. It never knows how much is
 * {@code available} before it has asked, and puts no file in the place of another.
 */
public final class Elsewhere extends RawLocalFileSystem {
    private static final URI NAME = URI.create("elsewhere:///");

    /** Makes its paths known. */
    static Configuration known(Configuration to) {
        to.setClass("fs.elsewhere.impl", Elsewhere.class, FileSystem.class);
        return to;
    }

    static String path(java.nio.file.Path path) {
        return "elsewhere:" + path;
    }

    @Override
    public String getScheme() {
        return NAME.getScheme();
    }

    @Override
    public URI getUri() {
        return NAME;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return plain(super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return Stream.of(super.listStatus(path)).map(Elsewhere::plain).toArray(FileStatus[]::new);
    }

    /** Without what a local disk tells besides. */
    private static FileStatus plain(FileStatus status) {
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                status.getReplication(),
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return new FSDataInputStream(new FromAfar(super.open(path, bufferSize)));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return !exists(to) && super.rename(from, to);
    }

    /** A stream of it. */
    private static final class FromAfar extends FilterInputStream implements Seekable, PositionedReadable {
        private final FSDataInputStream near;

        FromAfar(FSDataInputStream near) {
            super(near);
            this.near = near;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1000));
        }

        @Override
        public void seek(long position) throws IOException {
            near.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return near.getPos();
        }

        @Override
        public boolean seekToNewSource(long position) throws IOException {
            return near.seekToNewSource(position);
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            return near.read(position, bytes, offset, length);
        }

        @Override
        public void readFully(long position, byte[] bytes, int offset, int length) throws IOException {
            near.readFully(position, bytes, offset, length);
        }

        @Override
        public void readFully(long position, byte[] bytes) throws IOException {
            near.readFully(position, bytes);
        }
    }
}
