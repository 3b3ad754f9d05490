/** What a seller advertises, where, to whom and for how much; drafted, reviewed, run, ended. */
package dev.clickledger.domain.campaign;
