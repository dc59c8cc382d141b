package io.runnerwatchdog.report;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Something kept for each of at most so many keys. Not thread-safe.
 *
 * <p>Where there are more keys, those stay whose scattered hash is smallest. So which ones stay depends on the keys alone
 * and not on who came first or which part was merged into which; and what is kept for them is whole: a key that is among
 * the smallest of all was among the smallest at any time, and never left out.
 *
 * @param <K> with a hash that is the same in all JVMs, as those of strings and of lists of strings are
 */
public final class Bounded<K, V> {
    private final int most;
    private final Comparator<K> rank;
    private final Map<K, V> kept = new HashMap<>();
    /** The keys once there are as many as may be; empty before. */
    private final TreeSet<K> ranked;

    private boolean leftOut;

    public Bounded(int most, Comparator<? super K> order) {
        this.most = most;
        rank = Comparator.<K>comparingInt(Bounded::scattered).thenComparing(order);
        ranked = new TreeSet<>(rank);
    }

    /** Fibonacci hashing: names that are alike are not kept or left out together. */
    private static int scattered(Object key) {
        return key.hashCode() * 0x9E3779B9;
    }

    /** What is kept for this key, made if need be; empty where the key is left out. */
    public Optional<V> at(K key, Supplier<V> fresh) {
        V known = kept.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (kept.size() == most && !makeRoom(key)) {
            return Optional.empty();
        }
        V made = fresh.get();
        kept.put(key, made);
        if (!ranked.isEmpty()) {
            ranked.add(key);
        }
        return Optional.of(made);
    }

    private boolean makeRoom(K key) {
        leftOut = true;
        if (ranked.isEmpty()) {
            ranked.addAll(kept.keySet());
        }
        if (rank.compare(key, ranked.last()) > 0) {
            return false;
        }
        kept.remove(ranked.pollLast());
        return true;
    }

    /** @param into takes what is kept here and what is kept there for one key */
    public void merge(Bounded<K, V> other, Supplier<V> fresh, BiConsumer<V, V> into) {
        other.kept.forEach((key, theirs) -> at(key, fresh).ifPresent(ours -> into.accept(ours, theirs)));
        leftOut |= other.leftOut;
    }

    /** The keys in the order of their rank, so that equal ones have equal bytes. */
    public void write(DataOutput out, Wire.Writer<K> key, Wire.Writer<V> value) throws IOException {
        out.writeBoolean(leftOut);
        Wire.writeCount(kept.size(), out);
        for (K each : kept.keySet().stream().sorted(rank).toList()) {
            key.write(each, out);
            value.write(kept.get(each), out);
        }
    }

    /** Into one that is empty yet. */
    public void read(DataInput in, Wire.Reader<K> key, Wire.Reader<V> value) throws IOException {
        leftOut = in.readBoolean();
        int count = Wire.readCount(in, most);
        for (int i = 0; i < count; i++) {
            K next = key.read(in);
            kept.put(next, value.read(in));
        }
    }

    public Map<K, V> kept() {
        return kept;
    }

    /** Whether there were more keys. */
    public boolean leftOut() {
        return leftOut;
    }
}
