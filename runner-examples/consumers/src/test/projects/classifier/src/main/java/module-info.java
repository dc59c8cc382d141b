module com.example.classifier {
    requires io.runnerwatchdog.classifiers;

    provides io.runnerwatchdog.spi.RootCauseClassifier with
            com.example.classifier.LicenceClassifier;
}
