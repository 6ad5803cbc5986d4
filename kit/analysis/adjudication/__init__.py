"""Adjudication: from the answers of a class and the decisions of its teacher to an answer key."""

from kit.analysis.adjudication.decisions import Decision
from kit.analysis.adjudication.key_writing import write_key
from kit.analysis.adjudication.proposal import Proposal, objections, propose_key
from kit.analysis.adjudication.two_keys import TwoKeys, compare_keys, merge_keys

__all__ = ["Decision", "Proposal", "TwoKeys", "compare_keys", "merge_keys", "objections", "propose_key", "write_key"]
