package dev.clickledger.local.demo;

import dev.clickledger.local.demo.drain.Backstage;
import java.net.URI;

/** A running system with a sandbox clock. */
record Running(URI command, URI query, Backstage backstage) {}
