/// Who did what through Engram, for those who have to answer for it.
package engram.domain.audit;
