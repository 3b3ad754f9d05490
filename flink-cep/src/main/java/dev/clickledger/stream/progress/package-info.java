/** How somebody outside can tell what the job has done. */
package dev.clickledger.stream.progress;
