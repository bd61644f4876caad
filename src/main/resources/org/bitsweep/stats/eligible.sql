-- Runs that are long enough to correlate anything: five epochs or more.
SELECT * FROM trimmed WHERE size(points) >= 5
