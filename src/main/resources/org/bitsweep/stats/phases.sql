-- The tests for phases that saturated values have no part in.
SELECT * EXCEPT (with_saturated) FROM phase_tests WHERE NOT with_saturated
