package io.runnerwatchdog.report.html;

/**
 * A colour as eyes see it.
 *
 * @param red linear, as are the others, 0 to 1
 */
record Colour(double red, double green, double blue) {
    /** Kinds of sight, simulated in full strength after Machado, Oliveira and Fernandes (2009). */
    enum Sight {
        USUAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
        NO_RED(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        NO_GREEN(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        NO_BLUE(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] m;

        Sight(double... m) {
            this.m = m;
        }

        private Colour see(Colour c) {
            return new Colour(
                    part(m[0] * c.red + m[1] * c.green + m[2] * c.blue),
                    part(m[3] * c.red + m[4] * c.green + m[5] * c.blue),
                    part(m[6] * c.red + m[7] * c.green + m[8] * c.blue));
        }

        private static double part(double value) {
            return Math.min(Math.max(value, 0), 1);
        }
    }

    static Colour of(String hex) {
        return new Colour(linear(hex, 1), linear(hex, 3), linear(hex, 5));
    }

    private static double linear(String hex, int at) {
        double value = Integer.parseInt(hex, at, at + 2, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** As WCAG defines it, 1 to 21. */
    double contrast(Colour other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    private double luminance() {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    /** How far apart two colours are in OKLab. */
    double distance(Colour other, Sight sight) {
        double[] one = sight.see(this).okLab();
        double[] two = sight.see(other).okLab();
        return Math.sqrt(Math.pow(one[0] - two[0], 2) + Math.pow(one[1] - two[1], 2) + Math.pow(one[2] - two[2], 2));
    }

    private double[] okLab() {
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }
}
