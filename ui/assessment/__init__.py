"""The assessment on the case page: before and after, the measures, and what they bring."""
