/** A program that starts another and waits for its end without reading what it prints. */
public class Spawn {
    public static void main(String[] args) throws Exception {
        System.exit(new ProcessBuilder(args).start().waitFor());
    }
}
