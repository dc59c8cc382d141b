package io.runnerwatchdog.classifiers;

import java.util.List;

/** What it means that a line holds a signature, one signature and one part after the other. */
final class PlainMatching {
    private PlainMatching() {}

    static List<Signature> find(List<Signature> signatures, String lowerCaseLine) {
        return signatures.stream()
                .filter(signature -> matches(signature, lowerCaseLine))
                .toList();
    }

    static boolean matches(Signature signature, String lowerCaseLine) {
        List<String> parts = signature.parts();
        int anywhere = signature.atEnd() ? parts.size() - 1 : parts.size();
        int from = 0;
        for (int i = 0; i < anywhere; i++) {
            int at = lowerCaseLine.indexOf(parts.get(i), from);
            if (at < 0 || signature.atStart() && i == 0 && at > 0) {
                return false;
            }
            from = at + parts.get(i).length();
        }
        if (!signature.atEnd()) {
            return true;
        }
        String last = parts.get(parts.size() - 1);
        int at = lowerCaseLine.length() - last.length();
        return lowerCaseLine.endsWith(last) && at >= from && (!signature.atStart() || parts.size() > 1 || at == 0);
    }
}
