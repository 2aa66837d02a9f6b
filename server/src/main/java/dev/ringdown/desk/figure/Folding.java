package dev.ringdown.desk.figure;

import jakarta.inject.Singleton;

/** Brings facts into the figures, each exactly once. */
@Singleton
class Folding {
}
