"""Checks a list of spans in the database."""

from django.db import models


class SpansAreValid(models.Func):
    """True where every element of a JSON array is [start, end], 0 <= start < end."""

    output_field = models.BooleanField()
    template = (
        "(jsonb_typeof(%(expressions)s) = 'array' AND jsonb_array_length("
        "%(expressions)s) = jsonb_array_length(jsonb_path_query_array("
        '%(expressions)s, \'strict $[*] ? (@.type() == "array" && @.size() == 2 '
        "&& @[0] >= 0 && @[0] < @[1] && @[0].floor() == @[0] "
        "&& @[1].floor() == @[1])')))"
    )

    def as_sql(self, compiler, connection, **extra_context):
        sql, params = super().as_sql(compiler, connection, **extra_context)
        return sql, (*params, *params, *params)  # three times in the template
